import type { Sigma } from 'sigma';
import { EdgeRectangleProgram, NodeCircleProgram, type EdgeProgramType, type NodeProgramType } from 'sigma/rendering';
import type { EdgeDisplayData, NodeDisplayData, RenderParams } from 'sigma/types';
import { shapeOf, spread, withoutInstances, type Shape } from './without-instances.ts';

type Gl = WebGLRenderingContext;

/**
 * Programs that draw links and nodes into one canvas, and nothing for picking. A browser pays for every canvas that changes in a frame,
 * without a GPU more than for what is drawn in it, and waits when a pixel is read back.
 */
export function oneLayer(): { readonly node: NodeProgramType; readonly edge: EdgeProgramType } {
  let gl: Gl | undefined;
  let drawLinks: ((params: RenderParams) => void) | undefined;

  let circle: Shape = { own: 0, corners: [] };
  let line = circle;

  class Nodes extends NodeCircleProgram {
    constructor(own: Gl, picking: WebGLFramebuffer | null, renderer: Sigma) {
      super(own, null, renderer);
      // The first is the picture's, with a buffer to pick from; the other is for what is pointed at.
      if (picking !== null) gl = own;
    }

    override getDefinition() {
      const definition = super.getDefinition();
      circle = shapeOf(definition);
      return withoutInstances(definition);
    }

    override processVisibleItem(node: number, start: number, data: NodeDisplayData): void {
      super.processVisibleItem(node, start, data);
      spread(this.array, start, circle);
    }

    override render(params: RenderParams): void {
      if (this.normalProgram.gl === gl) drawLinks?.(params);
      super.render(params);
    }
  }

  class Links extends EdgeRectangleProgram {
    constructor(own: Gl, _picking: WebGLFramebuffer | null, renderer: Sigma) {
      super(gl ?? own, null, renderer);
      drawLinks = (params) => super.render(params);
    }

    override getDefinition() {
      const definition = super.getDefinition();
      line = shapeOf(definition);
      return withoutInstances(definition);
    }

    override processVisibleItem(
      link: number,
      start: number,
      ...[source, target, data]: [NodeDisplayData, NodeDisplayData, EdgeDisplayData]
    ): void {
      super.processVisibleItem(link, start, source, target, data);
      spread(this.array, start, line);
    }

    /** Nodes draw them first, so that links lie below. */
    override render(): void {}
  }

  return { node: Nodes as unknown as NodeProgramType, edge: Links as unknown as EdgeProgramType };
}
