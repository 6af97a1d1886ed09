// Written by `make contract` from the models in this folder; do not edit.

export interface AddedResult {
  added: number;
  known: number;
  problems: string[];
}

export interface AlignedResult {
  coverage: number;
  engine: string;
  note: string;
}

export interface Answer {
}

export interface BasketBody {
  items?: Item[];
}

export interface Box {
  x: number;
  y: number;
  width: number;
  height: number;
}

export interface CaptionCue {
  start: number;
  end: number;
  speaker: string | null;
  lines: CueWord[][];
}

export interface CardBody {
  first?: number | null;
  last?: number | null;
  struck?: number[];
  behind?: string;
  shape?: string;
  speaker?: string | null;
  title?: string | null;
}

export interface Choices {
  languages: Record<string, string>;
  engines: Engine[];
  models: Engine[];
  styles: [string, string][];
  looks: Record<string, Style>;
  shapes: [string, string][];
  fits: [string, string][];
  seams: [string, string][];
  loudness: [string, string][];
  sidecars: [string, string][];
  posters: [string, string][];
  behind: [string, string][];
  formats: FileKinds;
  timelines: [string, string][];
  subtitles: [string, string][];
  profiles: [string, string][];
}

export interface ClaimBody {
  quote?: string;
}

export interface CoverAnswer {
  name: string;
}

export interface CoverBody {
  upload?: string;
}

export interface Cue {
  start: number;
  end: number;
  lines: [number, string][][];
  speaker: string | null;
  speed: number;
  by_hand: boolean;
  faults: Fault[];
}

export interface CueEdit {
  kind: "split" | "merge" | "time" | "lines" | "reset" | "reset-all" | "fix";
  number?: number;
  first?: number | null;
  at?: number | null;
  start?: number | null;
  end?: number | null;
  breaks?: number[];
}

export interface CueWord {
  start: number;
  end: number;
  text: string;
  after: string;
}

export interface CuesAnswer {
  cues: Cue[];
  unit: "characters a second" | "words a minute";
  limit: number;
  line_length: number;
  most_lines: number;
  min_gap: number;
  number: number;
  message: string;
}

export interface CuesBody {
  format?: string;
  profile?: string;
  edit?: CueEdit | null;
}

export interface Detail {
  id: string;
  title: string;
  duration: number;
  video: boolean;
  width: number;
  height: number;
  opened: number;
  media: string;
  missing: boolean;
  aligned: boolean;
  jobs: JobAnswer[];
  basket: Item[];
  colours: Record<string, "blue" | "red" | "green" | "purple" | "brown" | "teal" | "pink" | "olive" | "none">;
  view: View;
  made: MadeResult[];
}

export interface Done {
}

export interface Engine {
  value: string;
  label: string;
  note: string;
}

export interface EngineChoice {
  engine?: string | null;
  model?: string | null;
  language?: string | null;
}

export interface ErrorAnswer {
  error: string;
  code: string;
  field: string | null;
}

export interface ExportBody {
  format?: string;
  style?: string;
  shape?: string;
  fit?: string;
  seam?: string;
  centre?: number;
  loudness?: string | number | null;
  sidecar?: string | null;
  poster?: string | null;
  title?: string | null;
  speaker?: string | null;
  cover?: boolean;
  items?: Item[];
  joined?: boolean;
}

export interface Fault {
  rule: string;
  what: string;
  advice: string;
}

export interface FileKinds {
  video: [string, string][];
  audio: [string, string][];
}

export interface Found {
  hits: Hit[];
  note: string;
  time: number | null;
}

export interface Hit {
  first: number;
  last: number;
  start: number | null;
  exact: boolean;
}

export interface Item {
  first?: number | null;
  last?: number | null;
  struck?: number[];
  start?: number | null;
  end?: number | null;
  text?: string;
  shape?: string | null;
  style?: string | null;
}

export interface JobAnswer {
  id: string;
  kind: string;
  about: string;
  state: "waiting" | "running" | "stopping" | "done" | "failed" | "cancelled";
  stage: string;
  fraction: number;
  left: number | null;
  note: string | null;
  heard: string;
  error: string | null;
  code: string | null;
  result: OpenedResult | AlignedResult | PlacedResult | RepairedResult | MadeResult | AddedResult | Done | null;
}

export interface KeepBody {
  view: View;
}

export interface KeptWords {
  first?: number | null;
  last?: number | null;
  struck?: number[];
}

export interface LibraryBody {
  query?: string;
  offset?: number;
  speaker?: string;
}

export interface LibraryFound {
  hits: LibraryHitAnswer[];
  total: number;
  recordings: number;
  taken: string[];
}

export interface LibraryHitAnswer {
  recording: number;
  title: string;
  first: number;
  last: number;
  start: number | null;
  end: number | null;
  moment: string | null;
  speaker: string | null;
  context: string;
  start_char: number;
  end_char: number;
}

export interface LibraryList {
  recordings: LibraryRecording[];
  total: number;
  hours: number;
}

export interface LibraryRecording {
  id: number;
  title: string;
  path: string;
  duration: number;
  words: number;
  recorded: string | null;
}

export interface Look {
  kind?: "video" | "audio";
  shape?: string;
  centre?: number;
  style?: string;
  format?: Record<string, string>;
  fit?: string;
  seam?: string;
  loudness?: string;
  sidecar?: string;
  poster?: string;
  behind?: string;
  title?: string | null;
  speaker?: string | null;
  cover?: string | null;
}

export interface LookBody {
  format?: string;
  style?: string;
  shape?: string;
  fit?: string;
  seam?: string;
  centre?: number;
  loudness?: string | number | null;
  sidecar?: string | null;
  poster?: string | null;
  title?: string | null;
  speaker?: string | null;
  cover?: boolean;
}

export interface MadeResult {
  name: string;
  note: string;
  problems: string[];
  extras: string[];
  kind: "video" | "audio" | "picture" | "zip" | "timeline";
  look: string;
}

export interface Motion {
  width: number;
  height: number;
  bars: Box;
  progress: Box;
  rows: number;
  levels: number[];
  frame_rate: number;
  background: string;
  accent: string;
  track: string;
}

export interface Nothing {
}

export interface OpenBody {
  sample?: "video" | "audio" | null;
  media?: Source;
  transcript?: Source;
}

export interface OpenedResult {
  id: string;
}

export interface Paragraph {
  text: string;
  first: number;
  stop: number;
  speaker: string | null;
}

export interface PassageAnswer {
  pending: boolean;
  cut: Stretched | null;
  cues: CaptionCue[];
  struck: number[];
  pieces: Stretched[];
  fillers: number[];
  warning: string | null;
  listen: string | null;
  doubt: string | null;
  safe: SafeArea | null;
}

export interface PassageBody {
  first?: number | null;
  last?: number | null;
  struck?: number[];
  start?: number | null;
  end?: number | null;
  style?: string | null;
  shape?: string;
}

export interface PathBody {
  path?: string;
}

export interface PlacedResult {
  start: number[];
  end: number[];
  status: string;
  confidence: number[];
  first: number;
}

export interface PresetBody {
  name: string;
  style: Style;
}

export interface PresetName {
  name: string;
}

export interface Presets {
  presets: Record<string, Style>;
}

export interface ProfileBody {
  upload?: string;
}

export interface Profiles {
  profiles: string[];
  chosen: string | null;
}

export interface Project {
  basket?: Item[];
  view?: View;
  styles?: Record<string, Style>;
  cues?: [number, number, number, number, number[]][];
  colours?: Record<string, "blue" | "red" | "green" | "purple" | "brown" | "teal" | "pink" | "olive" | "none">;
}

export interface QuoteAnswer {
  verdict: string;
  matches: QuoteMatchAnswer[];
}

export interface QuoteMatchAnswer {
  hit: LibraryHitAnswer;
  verdict: string;
  score: number;
  parts: QuotePart[];
  warnings: string[];
}

export interface QuotePart {
  kind: string;
  quoted: string;
  said: string;
}

export interface RecordingAnswer {
  id: string;
  title: string;
  duration: number;
  video: boolean;
  width: number;
  height: number;
  opened: number;
}

export interface RecordingLine {
  id: string;
  title: string;
  duration: number;
  video: boolean;
  width: number;
  height: number;
  opened: number;
  aligning: JobAnswer | null;
  found: number | null;
}

export interface RepairBody {
  first?: number | null;
  last?: number | null;
  was?: string | null;
  text?: string | null;
  start?: string | null;
  end?: string | null;
}

export interface RepairedResult {
  first: number;
  last: number;
  basket: Item[];
}

export interface SafeArea {
  side: number;
  bottom: number;
}

export interface SearchBody {
  query?: string;
}

export interface Selection {
  first?: number | null;
  last?: number | null;
  struck?: number[];
  start?: number | null;
  end?: number | null;
  text?: string | null;
  nudge_in?: number | null;
  nudge_out?: number | null;
}

export interface Sent {
}

export interface SoundAnswer {
  values: number[] | null;
  job: JobAnswer | null;
}

export interface Source {
  upload?: string | null;
  path?: string | null;
  text?: string | null;
}

export interface SpeakerChange {
  was: string;
  name: string;
  colour?: "blue" | "red" | "green" | "purple" | "brown" | "teal" | "pink" | "olive" | "none" | null;
}

export interface SpeakersAnswer {
  words: boolean;
  basket: Item[];
  colours: Record<string, "blue" | "red" | "green" | "purple" | "brown" | "teal" | "pink" | "olive" | "none">;
}

export interface SpeakersBody {
  speakers?: SpeakerChange[];
}

export interface Started {
  job: JobAnswer | null;
}

export interface State {
  recordings: RecordingLine[];
  writing: JobAnswer | null;
  paths: boolean;
  library: boolean;
  choices: Choices;
  profiles: string[];
  presets: Record<string, Style>;
}

export interface Stepped {
  done: boolean;
  words: boolean;
  basket: Item[] | null;
  cues: boolean;
  colours: Record<string, "blue" | "red" | "green" | "purple" | "brown" | "teal" | "pink" | "olive" | "none"> | null;
}

export interface StillAnswer {
  address: string;
  motion: Motion | null;
}

export interface StillBody {
  format?: string;
  style?: string;
  shape?: string;
  fit?: string;
  seam?: string;
  centre?: number;
  loudness?: string | number | null;
  sidecar?: string | null;
  poster?: string | null;
  title?: string | null;
  speaker?: string | null;
  cover?: boolean;
  item?: Item;
}

export interface Stretch {
  first?: number | null;
  last?: number | null;
  struck?: number[];
  start?: number | null;
  end?: number | null;
}

export interface Stretched {
  start: number;
  end: number;
}

export interface Style {
  name: string;
  describe: string;
  profile: string;
  font: string;
  bold: boolean;
  size: number;
  color: string;
  outline: number;
  outline_color: string;
  shadow: number;
  shadow_color: string;
  box: string;
  box_color: string;
  box_padding: number;
  position: string;
  highlight: string;
  highlight_color: string;
  entrance: string;
  speaker_name: string;
  speaker_colors: string[];
}

export interface SubtitlesAnswer {
  text: string;
  name: string;
}

export interface SubtitlesBody {
  format?: string;
  profile?: string;
}

export interface TimelineBody {
  items?: Item[];
  format?: string;
}

export interface Times {
  start: number[];
  end: number[];
  status: string;
  confidence: number[];
}

export interface TranscriptBody {
  transcript?: Source;
}

export interface UnscriptedStretch {
  start: number;
  end: number;
  after: number;
  text: string;
}

export interface UploadAnswer {
  upload: string;
  name: string;
  bytes: number;
}

export interface View {
  engine?: EngineChoice | null;
  stopped?: boolean;
  selection?: Selection | null;
  time?: number | null;
  scroll?: number | null;
  tab?: string | null;
  look?: Look | null;
  subtitles?: SubtitlesBody | null;
}

export interface Words {
  first?: number | null;
  last?: number | null;
}

export interface WordsAnswer {
  start: number[];
  end: number[];
  status: string;
  confidence: number[];
  paragraphs: Paragraph[];
  at: number[];
  length: number[];
  role: string;
  duration: number;
  coverage: number;
  aligned: boolean;
  language: string;
  unscripted: UnscriptedStretch[];
}

export interface WriteBody {
  engine?: string | null;
  model?: string | null;
  language?: string | null;
  media?: Source;
  names?: string;
}
