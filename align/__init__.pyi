from .editing import (
    place_again as place_again,
    with_text as with_text,
    with_times as with_times,
)
from .errors import (
    AlignmentFileError as AlignmentFileError,
    CancelledError as CancelledError,
    EngineError as EngineError,
    FormatError as FormatError,
    InputError as InputError,
    LibraryError as LibraryError,
    MediaError as MediaError,
    ModelError as ModelError,
    NotSaidError as NotSaidError,
    OutputError as OutputError,
    PassageAmbiguousError as PassageAmbiguousError,
    PassageNotFoundError as PassageNotFoundError,
    ProgramError as ProgramError,
    PullquoteError as PullquoteError,
    TimecodeError as TimecodeError,
    TranscriptError as TranscriptError,
    TranscriptMismatchError as TranscriptMismatchError,
)
from .library.adding.recordings import (
    AddOptions as AddOptions,
    Done as Done,
    Outcome as Outcome,
    Report as Report,
    add_recordings as add_recordings,
)
from .library.querying.hits import (
    LibraryHit as LibraryHit,
)
from .library.querying.moments import (
    DayTime as DayTime,
    find_at as find_at,
    find_day_time as find_day_time,
    parse_day_time as parse_day_time,
)
from .library.querying.searching import (
    SearchOptions as SearchOptions,
    SearchResult as SearchResult,
    search_library as search_library,
)
from .library.quoting.differences import (
    Difference as Difference,
    Kind as Kind,
)
from .library.quoting.judging import (
    QuoteMatch as QuoteMatch,
    Verdict as Verdict,
)
from .library.quoting.quotes import (
    QuoteCheck as QuoteCheck,
    check_quote as check_quote,
)
from .library.store.entry import (
    Entry as Entry,
    FileStamp as FileStamp,
    Origin as Origin,
)
from .library.store.library import (
    Library as Library,
)
from .media.audio import (
    MediaInfo as MediaInfo,
    probe as probe,
)
from .model.alignment import (
    AlignedWord as AlignedWord,
    Alignment as Alignment,
    Status as Status,
    Unscripted as Unscripted,
    format_alignment as format_alignment,
    parse_alignment as parse_alignment,
    read_alignment as read_alignment,
)
from .model.transcript import (
    Paragraph as Paragraph,
    Role as Role,
    Token as Token,
    Transcript as Transcript,
)
from .model.words import (
    EngineInfo as EngineInfo,
    Word as Word,
)
from .pipeline import (
    AlignOptions as AlignOptions,
    align_recording as align_recording,
    place_passage as place_passage,
)
from .progress import (
    Monitor as Monitor,
)
from .reading.formats import (
    read_transcript as read_transcript,
    read_transcript_bytes as read_transcript_bytes,
)
from .search.index import (
    Hit as Hit,
    SearchIndex as SearchIndex,
    find_words as find_words,
    parse_search as parse_search,
)
from .search.moments import (
    Moment as Moment,
    find_time as find_time,
)
from .times import (
    TimeSpan as TimeSpan,
    format_time as format_time,
    parse_time as parse_time,
    parse_time_range as parse_time_range,
)
from .transcribing import (
    transcribe_recording as transcribe_recording,
)
