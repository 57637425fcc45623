/** Charts as parts of a workbook's package (ECMA-376 part 1, 21.2 DrawingML - Charts). */
import { fileText } from '../../../base/safe-text.ts';
import { xmlText } from '../excel-values.ts';
import type { Chart, Series } from './chart.ts';

/** Longer texts are cut by Excel where it draws them. */
const LONGEST_LABEL = 255;

const NAMESPACES = [
  'xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart"',
  'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"',
  'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"',
].join(' ');

/** The two axes of a chart by their numbers. */
const [CATEGORIES, VALUES] = [111_111_111, 222_222_222];

/** The part of a package that is a chart. */
export function chartXml(chart: Chart): string {
  return [
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n',
    `<c:chartSpace ${NAMESPACES}><c:roundedCorners val="0"/><c:chart>`,
    titleXml(chart.title),
    '<c:autoTitleDeleted val="0"/><c:plotArea><c:layout/>',
    chart.look === 'lines' ? linesXml(chart) : barsXml(chart),
    categoryAxisXml(),
    valueAxisXml(chart),
    '</c:plotArea><c:legend><c:legendPos val="b"/><c:overlay val="0"/></c:legend>',
    '<c:plotVisOnly val="1"/><c:dispBlanksAs val="gap"/></c:chart></c:chartSpace>',
  ].join('');
}

/** Any text in XML, in an attribute too. */
export function labelXml(text: string): string {
  return xmlText(fileText(text).slice(0, LONGEST_LABEL).toWellFormed()).replaceAll('"', '&quot;');
}

function titleXml(title: string): string {
  return [
    '<c:title><c:tx><c:rich><a:bodyPr/><a:p><a:pPr><a:defRPr sz="1200" b="1"/></a:pPr>',
    `<a:r><a:rPr lang="en-US" sz="1200" b="1"/><a:t>${labelXml(title)}</a:t></a:r></a:p></c:rich></c:tx>`,
    '<c:overlay val="0"/></c:title>',
  ].join('');
}

const AXES = `<c:axId val="${CATEGORIES}"/><c:axId val="${VALUES}"/>`;

function barsXml(chart: Chart): string {
  const isStacked = chart.look === 'stacked';
  return [
    `<c:barChart><c:barDir val="col"/><c:grouping val="${isStacked ? 'stacked' : 'clustered'}"/>`,
    '<c:varyColors val="0"/>',
    ...chart.series.map((series, index) =>
      seriesXml(chart, series, index, {
        shape: `<a:solidFill><a:srgbClr val="${series.color}"/></a:solidFill>`,
        behindShape: '<c:invertIfNegative val="0"/>',
        atEnd: '',
      }),
    ),
    `<c:gapWidth val="60"/>${isStacked ? '<c:overlap val="100"/>' : ''}${AXES}</c:barChart>`,
  ].join('');
}

function linesXml(chart: Chart): string {
  return [
    '<c:lineChart><c:grouping val="standard"/><c:varyColors val="0"/>',
    ...chart.series.map((series, index) =>
      seriesXml(chart, series, index, {
        shape: `<a:ln w="28575"><a:solidFill><a:srgbClr val="${series.color}"/></a:solidFill></a:ln>`,
        behindShape: '<c:marker><c:symbol val="circle"/><c:size val="5"/></c:marker>',
        atEnd: '<c:smooth val="0"/>',
      }),
    ),
    `<c:marker val="1"/>${AXES}</c:lineChart>`,
  ].join('');
}

/** What differs between the series of bars and of lines. */
interface SeriesLook {
  readonly shape: string;
  readonly behindShape: string;
  readonly atEnd: string;
}

function seriesXml(
  { categories, numberFormat }: Chart,
  { name, values }: Series,
  index: number,
  { shape, behindShape, atEnd }: SeriesLook,
): string {
  return [
    `<c:ser><c:idx val="${index}"/><c:order val="${index}"/><c:tx><c:v>${labelXml(name)}</c:v></c:tx>`,
    `<c:spPr>${shape}</c:spPr>${behindShape}`,
    `<c:cat><c:strRef><c:f>${labelXml(categories.cells)}</c:f>`,
    `<c:strCache><c:ptCount val="${categories.labels.length}"/>`,
    ...categories.labels.map((label, place) => pointXml(place, labelXml(label))),
    `</c:strCache></c:strRef></c:cat><c:val><c:numRef><c:f>${labelXml(values.cells)}</c:f>`,
    `<c:numCache><c:formatCode>${labelXml(numberFormat)}</c:formatCode><c:ptCount val="${values.numbers.length}"/>`,
    ...values.numbers.map((number, place) => (number === null ? '' : pointXml(place, String(number)))),
    `</c:numCache></c:numRef></c:val>${atEnd}</c:ser>`,
  ].join('');
}

function pointXml(place: number, content: string): string {
  return `<c:pt idx="${place}"><c:v>${content}</c:v></c:pt>`;
}

const SMALL =
  '<c:txPr><a:bodyPr/><a:p><a:pPr><a:defRPr sz="800"/></a:pPr><a:endParaRPr lang="en-US"/></a:p></c:txPr>';

function categoryAxisXml(): string {
  return [
    `<c:catAx><c:axId val="${CATEGORIES}"/><c:scaling><c:orientation val="minMax"/></c:scaling><c:delete val="0"/>`,
    '<c:axPos val="b"/><c:numFmt formatCode="General" sourceLinked="0"/><c:majorTickMark val="none"/>',
    `<c:minorTickMark val="none"/><c:tickLblPos val="low"/>${SMALL}<c:crossAx val="${VALUES}"/>`,
    '<c:crosses val="autoZero"/><c:auto val="0"/><c:lblAlgn val="ctr"/><c:lblOffset val="100"/>',
    '<c:noMultiLvlLbl val="1"/></c:catAx>',
  ].join('');
}

function valueAxisXml({ numberFormat }: Chart): string {
  return [
    `<c:valAx><c:axId val="${VALUES}"/><c:scaling><c:orientation val="minMax"/></c:scaling><c:delete val="0"/>`,
    '<c:axPos val="l"/><c:majorGridlines><c:spPr><a:ln w="6350"><a:solidFill><a:srgbClr val="D9D9D9"/></a:solidFill></a:ln>',
    `</c:spPr></c:majorGridlines><c:numFmt formatCode="${labelXml(numberFormat)}" sourceLinked="0"/>`,
    `<c:majorTickMark val="none"/><c:minorTickMark val="none"/><c:tickLblPos val="nextTo"/>${SMALL}`,
    `<c:crossAx val="${CATEGORIES}"/><c:crosses val="autoZero"/><c:crossBetween val="between"/></c:valAx>`,
  ].join('');
}
