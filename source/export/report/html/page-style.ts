/**
 * The look of a report: on light, on dark and on paper, from a phone's width up. Each text stands out 4.5 to 1 at least. On
 * paper Chromium repeats no head of a table that holds a button as a box.
 */
export const PAGE_STYLE = `
:root{color-scheme:light dark;--ground:#fff;--panel:#f6f8fa;--text:#1c2128;--faint:#57606a;--edge:#d0d7de;--accent:#0a58ca;
--good:#116329;--warn:#7d4e00;--bad:#a40e26;
--c0:#2f6fd6;--c1:#128577;--c2:#8a4fd0;--c3:#b8561b;--c4:#6b7d1e;--c5:#a83279;--rest:#9aa4af;--fgood:#2f9e55;--fwarn:#d9901a;--fbad:#d1364a}
@media (prefers-color-scheme:dark){:root{--ground:#0d1117;--panel:#161b22;--text:#e6edf3;--faint:#9aa5b1;--edge:#30363d;--accent:#79b8ff;
--good:#56d364;--warn:#e3b341;--bad:#ff8e86;
--c0:#5b9dff;--c1:#2fb5a4;--c2:#b48cf2;--c3:#e58a4e;--c4:#a3b749;--c5:#e07ab8;--rest:#5d6773;--fgood:#3fb366;--fwarn:#d79a2b;--fbad:#e5616a}}
*{box-sizing:border-box}
html{scroll-behavior:smooth}
body{margin:0 auto;max-width:78rem;padding:1.25rem clamp(1rem,3vw,2.5rem) 3rem;background:var(--ground);color:var(--text);font:15px/1.5 system-ui,-apple-system,"Segoe UI",Roboto,"Liberation Sans",sans-serif}
a{color:var(--accent)}
:focus-visible{outline:2px solid var(--accent);outline-offset:2px}
main:focus{outline:none}
.skip{position:absolute;left:-999rem}
.skip:focus{left:1rem;top:.5rem;padding:.4rem .8rem;background:var(--ground)}
h1{font-size:1.6rem;line-height:1.2;margin:.5rem 0 .4rem;overflow-wrap:anywhere}
h2{font-size:1.25rem;margin:2.4rem 0 .6rem;padding-top:.6rem;border-top:1px solid var(--edge)}
header p{margin:.1rem 0;color:var(--faint);overflow-wrap:anywhere}
header .state{display:inline-block;margin-top:.5rem;padding:.2rem .7rem;border:1px solid currentColor;border-radius:.4rem;font-weight:600}
nav ul{display:flex;flex-wrap:wrap;gap:.2rem 1rem;list-style:none;margin:1rem 0 0;padding:0}
.good{color:var(--good)}.warn{color:var(--warn)}.bad{color:var(--bad)}
.figures{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(100%,13rem),1fr));gap:.75rem;margin:1.4rem 0}
.figures div{background:var(--panel);border:1px solid var(--edge);border-radius:.6rem;padding:.7rem .9rem}
.figures dt{color:var(--faint);font-size:.87rem}
.figures dd{margin:0;overflow-wrap:anywhere}
.figures strong{display:block;font-size:1.2rem;line-height:1.3;font-variant-numeric:tabular-nums}
.figures span{color:var(--faint);font-size:.87rem}
.charts{display:grid;grid-template-columns:repeat(auto-fill,minmax(min(100%,26rem),1fr));gap:1rem;margin:.8rem 0}
figure{margin:0;padding:.8rem 1rem;border:1px solid var(--edge);border-radius:.6rem}
figcaption{font-weight:600;margin-bottom:.4rem}
svg{display:block;width:100%;height:auto}
svg text{fill:var(--text);font-size:12px;dominant-baseline:middle;font-variant-numeric:tabular-nums}
svg .line{fill:none;stroke:var(--c0);stroke-width:2;stroke-linejoin:round}
svg .area{fill:var(--c0);opacity:.16}
svg .level{stroke:var(--edge)}
.fill-0{fill:var(--c0);background:var(--c0)}.fill-1{fill:var(--c1);background:var(--c1)}.fill-2{fill:var(--c2);background:var(--c2)}
.fill-3{fill:var(--c3);background:var(--c3)}.fill-4{fill:var(--c4);background:var(--c4)}.fill-5{fill:var(--c5);background:var(--c5)}
.fill-good{fill:var(--fgood);background:var(--fgood)}.fill-warn{fill:var(--fwarn);background:var(--fwarn)}
.fill-bad{fill:var(--fbad);background:var(--fbad)}.fill-rest{fill:var(--rest);background:var(--rest)}
.legend{display:flex;flex-wrap:wrap;gap:.1rem 1rem;list-style:none;margin:.5rem 0 0;padding:0;font-size:.87rem}
.legend i{display:inline-block;width:.8em;height:.8em;margin-right:.4em;border-radius:2px;print-color-adjust:exact}
.tables{display:flex;flex-wrap:wrap;align-items:flex-start;gap:1.2rem 1.5rem;margin:1rem 0}
.table{min-width:min(100%,22rem);max-width:100%}
.table .note{width:0;min-width:100%}
.scroll{overflow-x:auto}
details .scroll{max-height:80vh}
table{border-collapse:collapse;font-size:.9rem;font-variant-numeric:tabular-nums}
caption{text-align:left;font-weight:600;padding:.2rem 0 .3rem;white-space:nowrap}
th,td{padding:.25rem .65rem .25rem 0;text-align:left;vertical-align:top;border-bottom:1px solid var(--edge);max-width:34rem;overflow-wrap:break-word}
tbody th{font-weight:400;min-width:7rem}
thead th{position:sticky;top:0;background:var(--ground);color:var(--faint);white-space:nowrap;vertical-align:bottom}
thead button{all:unset;cursor:pointer;color:inherit}
thead button:focus-visible{outline:2px solid var(--accent)}
thead button::after{content:"\\2195";padding-left:.3em;opacity:.5}
[aria-sort=ascending] button::after{content:"\\2191";opacity:1}
[aria-sort=descending] button::after{content:"\\2193";opacity:1}
tr.total>*{font-weight:600}
tbody tr:hover{background:var(--panel)}
details{border-bottom:1px solid var(--edge)}
details[open]{padding-bottom:.8rem}
summary{cursor:pointer;padding:.3rem 0;font-weight:500}
summary:hover{background:var(--panel)}
.count{color:var(--faint);font-weight:400;padding-left:.4em}
details caption{display:none}
.note,footer{color:var(--faint);font-size:.87rem;max-width:60rem;margin:.4rem 0;overflow-wrap:anywhere}
.filter,.filter label{display:flex;flex-wrap:wrap;gap:.3rem .6rem;align-items:center}
.filter{margin:.6rem 0 .2rem;font-size:.9rem}
.filter input{font:inherit;color:inherit;background:var(--ground);border:1px solid var(--faint);border-radius:.3rem;padding:.15rem .5rem;width:14rem}
footer{margin-top:3rem}
@media print{
:root{color-scheme:light;--ground:#fff;--panel:#fff;--text:#000;--faint:#444;--edge:#bbb;--good:#116329;--warn:#7d4e00;--bad:#a40e26}
@page{size:A4 landscape;margin:14mm}
body{max-width:none;padding:0;font-size:9.5pt}
h1{font-size:1.5rem}h2{margin-top:1.4rem}
th,td{padding:.1rem .7rem .1rem 0}
.charts{grid-template-columns:1fr 1fr}
nav,.skip,.filter{display:none}
details:not([open]){display:none}
.scroll{overflow:visible;max-height:none}
thead{display:table-header-group;break-inside:avoid}
thead th{position:static}
thead button{display:contents}
thead button::after{content:none}
.tables{display:block}
.table{margin-bottom:1rem}
.table .note{width:auto}
tr,figure,.figures div{break-inside:avoid}
h2,caption{break-after:avoid}
rect,.area,.legend i{print-color-adjust:exact;-webkit-print-color-adjust:exact}
}`;
