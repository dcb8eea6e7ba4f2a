/** What the charts of the reports look like. Pure: figures, words and tokens come in. */
import type { EChartsOption } from 'echarts';
import type { ChartTokens } from './tokens';

export type ChartOption = EChartsOption;

/** Signs of what a screen without colour, and paper, would not tell: passed waits are hatched. */
function hatched(tokens: ChartTokens) {
  const dashes: { dashArrayX: [number, number]; dashArrayY: [number, number] } = {
    dashArrayX: [1, 0],
    dashArrayY: [1, 5],
  };
  return { symbol: 'rect', color: tokens.surface, ...dashes, rotation: -Math.PI / 4 };
}

function frame(tokens: ChartTokens): Pick<EChartsOption, 'textStyle' | 'grid'> {
  return {
    textStyle: { fontFamily: tokens.font, fontSize: tokens.small, color: tokens.ink2 },
    grid: { left: 48, right: 8, top: 12, bottom: 24, containLabel: false },
  };
}

function axisText(tokens: ChartTokens) {
  return { color: tokens.ink2, fontSize: tokens.small, fontFamily: tokens.font };
}

function box(tokens: ChartTokens) {
  return {
    backgroundColor: tokens.surface,
    borderColor: tokens.line,
    textStyle: { color: tokens.ink, fontSize: tokens.small, fontFamily: tokens.font },
    // styles in the page's own words only: no text of the books is read as markup
    renderMode: 'richText' as const,
    transitionDuration: 0,
  };
}

/** The left edge of the plot in pixels, and its right margin: words over the chart stand where the chart does. */
export const plot = { left: 48, right: 8 };

/** Bars of whole minutes waited, the last for all that is longer; those past the norm red and hatched. */
export function distributionOption(
  counts: readonly number[],
  norm: { minutes: number; isLaw: boolean },
  tokens: ChartTokens,
  words: { number: (value: number) => string; tip: (minute: number, count: number) => string },
): ChartOption {
  const last = counts.length - 1;
  const isOver = (minute: number) => norm.isLaw && minute >= norm.minutes;
  return {
    ...frame(tokens),
    xAxis: {
      type: 'value',
      min: 0,
      max: counts.length,
      interval: 5,
      splitLine: { show: false },
      axisTick: { show: false },
      axisLine: { show: false },
      axisLabel: {
        ...axisText(tokens),
        showMaxLabel: false,
        formatter: (minute: number) => (minute === last ? `${minute}+` : String(minute)),
      },
    },
    yAxis: {
      type: 'value',
      minInterval: 1,
      splitNumber: 4,
      axisLine: { show: false },
      axisTick: { show: false },
      splitLine: { lineStyle: { color: tokens.line } },
      axisLabel: { ...axisText(tokens), formatter: words.number },
    },
    tooltip: {
      ...box(tokens),
      trigger: 'item',
      formatter: (one) => {
        const index = Array.isArray(one) ? one[0]?.dataIndex : one.dataIndex;
        return index === undefined ? '' : words.tip(index, counts[index] ?? 0);
      },
    },
    series: [
      {
        type: 'bar',
        barCategoryGap: '12%',
        cursor: 'pointer',
        data: counts.map((count, minute) => ({
          value: [minute + 0.5, count],
          itemStyle: {
            color: isOver(minute) ? tokens.over : tokens.bar,
            borderRadius: [2, 2, 0, 0],
            ...(isOver(minute) ? { decal: hatched(tokens) } : {}),
          },
        })),
        markLine: {
          silent: true,
          symbol: 'none',
          label: { show: false },
          lineStyle: { color: tokens.ink, width: 2, type: [5, 4] },
          data: [{ xAxis: norm.minutes }],
        },
      },
    ],
  };
}

export interface TrendPoint {
  label: string;
  /** Null where nobody was received. */
  value: number | null;
}

/** How a figure went: counts as bars; medians and shares as a line with its points, the norm dashed. */
export function trendOption(
  points: readonly TrendPoint[],
  look: { isBars: boolean; norm: number | null; least: number | null; most: number | null },
  tokens: ChartTokens,
  words: { number: (value: number) => string; tip: (index: number) => string },
): ChartOption {
  const marked = {
    silent: true,
    symbol: 'none',
    label: { show: false },
    lineStyle: { color: tokens.ink, width: 2, type: [5, 4] },
    data: look.norm === null ? [] : [{ yAxis: look.norm }],
  };
  const data = points.map(({ value }) => value ?? '-');
  return {
    ...frame(tokens),
    xAxis: {
      type: 'category',
      data: points.map(({ label }) => label),
      axisTick: { show: false },
      axisLine: { lineStyle: { color: tokens.line } },
      axisLabel: { ...axisText(tokens), hideOverlap: true },
    },
    yAxis: {
      type: 'value',
      splitNumber: 4,
      axisLine: { show: false },
      axisTick: { show: false },
      ...(look.least === null ? {} : { min: look.least }),
      ...(look.most === null ? {} : { max: look.most }),
      splitLine: { lineStyle: { color: tokens.line } },
      axisLabel: { ...axisText(tokens), formatter: words.number },
    },
    tooltip: {
      ...box(tokens),
      trigger: 'axis',
      axisPointer: { type: look.isBars ? 'shadow' : 'line' },
      formatter: (found) => {
        const index = Array.isArray(found) ? found[0]?.dataIndex : found.dataIndex;
        return index === undefined ? '' : words.tip(index);
      },
    },
    series: look.isBars
      ? [{ type: 'bar', data, barMaxWidth: 28, cursor: 'pointer', itemStyle: { color: tokens.bar }, markLine: marked }]
      : [
          {
            type: 'line',
            data,
            connectNulls: false,
            showSymbol: points.length <= 62,
            symbol: 'circle',
            symbolSize: 6,
            cursor: 'pointer',
            lineStyle: { color: tokens.strong, width: 2 },
            itemStyle: { color: tokens.strong },
            markLine: marked,
          },
        ],
  };
}
