import type { Sigma } from 'sigma';

/** Saves what is seen as an image: the layers of the picture, one above the other. */
export function savePicture(sigma: Sigma, name: string): void {
  sigma.refresh();
  const layers = sigma.getCanvases();
  const { width, height } = sigma.getDimensions();
  const ratio = window.devicePixelRatio;
  const canvas = document.createElement('canvas');
  canvas.width = width * ratio;
  canvas.height = height * ratio;
  const pen = canvas.getContext('2d');
  if (pen === null) return;
  pen.fillStyle = getComputedStyle(document.body).backgroundColor;
  pen.fillRect(0, 0, canvas.width, canvas.height);
  for (const layer of Object.values(layers)) {
    if (layer.width > 0 && layer.height > 0) pen.drawImage(layer, 0, 0, canvas.width, canvas.height);
  }
  canvas.toBlob((blob) => {
    if (blob === null) return;
    const link = document.createElement('a');
    link.href = URL.createObjectURL(blob);
    link.download = name;
    link.click();
    URL.revokeObjectURL(link.href);
  });
}
