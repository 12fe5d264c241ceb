/** The look of a report: light and dark, wide and narrow. */
export const STYLE = `
:root{--bg:#fff;--fg:#1c2330;--soft:#5b6576;--rule:#e3e7ee;--card:#f7f9fc;--t0:#2f6fde;--t1:#d9572b;--t2:#2a9d74;--t3:#8a63c9;--t4:#b58a1a;--t5:#8b95a5;--warn:#fff4e0;--warnline:#e0a030}
@media (prefers-color-scheme:dark){:root{--bg:#12161d;--fg:#e4e8ef;--soft:#98a3b5;--rule:#2a323f;--card:#1a2029;--t0:#6ea3ff;--t1:#ff8a5f;--t2:#4cc79b;--t3:#b394ee;--t4:#dcb34a;--t5:#75809a;--warn:#2d2414;--warnline:#b3842e}}
*{box-sizing:border-box}
body{margin:0;background:var(--bg);color:var(--fg);font:15px/1.5 system-ui,-apple-system,"Segoe UI","Noto Sans","Noto Sans SC","PingFang SC","Microsoft YaHei",sans-serif}
main{max-width:1180px;margin:0 auto;padding:20px 16px 60px}
h1{font-size:24px;margin:8px 0 2px;overflow-wrap:anywhere}h2{font-size:18px;margin:34px 0 10px;padding-bottom:5px;border-bottom:1px solid var(--rule)}h3{font-size:14px;margin:0 0 6px;overflow-wrap:anywhere}section>h3{margin-top:20px}
h1 small,h2 small,h3 small{color:var(--soft);font-weight:400;margin-left:.4em}
p{margin:6px 0}.soft{color:var(--soft);font-size:13px}
nav{display:flex;flex-wrap:wrap;gap:4px 14px;font-size:13px;margin-top:12px}a{color:var(--t0);text-decoration:none}a:hover{text-decoration:underline}
.tiles{display:grid;grid-template-columns:repeat(auto-fill,minmax(130px,1fr));gap:10px;margin:16px 0}
.tile,.plot{background:var(--card);border:1px solid var(--rule);border-radius:8px;padding:10px 12px;min-width:0}
.tile b{display:block;font-size:21px;font-variant-numeric:tabular-nums}.tile span{font-size:12px;color:var(--soft)}
.plots{display:grid;grid-template-columns:repeat(auto-fill,minmax(min(320px,100%),1fr));gap:14px}
.plot.wide{grid-column:1/-1}
svg{width:100%;height:auto;display:block;overflow:visible}svg.list{max-width:760px}
.tick{font-size:10px;fill:var(--soft)}.axis{font-size:11px;fill:var(--soft)}.name{font-size:11px;fill:var(--fg)}.grid{stroke:var(--rule);stroke-width:1}
.line{fill:none;stroke-width:2;stroke-linejoin:round}.dashed{stroke-dasharray:4 4;stroke-width:1.3}.band{opacity:.18}.bar{opacity:.75}.dot{opacity:.75}
${[0, 1, 2, 3, 4, 5].map((k) => `.t${k}{stroke:var(--t${k})}.f${k}{fill:var(--t${k})}.b${k}{background:var(--t${k})}`).join('')}
.legend{display:flex;flex-wrap:wrap;gap:2px 14px;font-size:12px;color:var(--soft);margin:4px 0 0}.legend i{display:inline-block;width:12px;height:8px;border-radius:2px;margin-right:5px}
.scroll{margin-top:12px;overflow-x:auto;-webkit-overflow-scrolling:touch}
table{border-collapse:collapse;width:100%;font-size:13px;font-variant-numeric:tabular-nums}th,td{padding:5px 9px;text-align:right;border-bottom:1px solid var(--rule);white-space:nowrap}th{color:var(--soft);font-weight:600;vertical-align:bottom;white-space:normal;min-width:56px}th:first-child,td:first-child,.text{text-align:left}td.text{white-space:normal;min-width:160px}tr.strong td{font-weight:600}
ul.warnings{margin:10px 0;padding:10px 14px 10px 30px;background:var(--warn);border-left:3px solid var(--warnline);border-radius:4px;font-size:14px}
ul.warnings li{overflow-wrap:anywhere}
@media print{.plot{break-inside:avoid}}
`;
