"""The models that are loaded, and those that were."""

import gc
import time
from collections import OrderedDict
from collections.abc import Callable, Iterator

import structlog

from generation.engine.failures import is_out_of_memory
from generation.engine.pace import Pace
from generation.engine.stats import STEP_BOUNDS_S, ModelStats, Stopwatch
from generation.engine.work import Work
from generation.models.base import Model
from generation.protocol import SAMPLES_PER_JOB

log = structlog.get_logger()


class LoadedModel:
    """A model with the works that it has in hand."""

    def __init__(self, model: Model, record: "Record") -> None:
        self.model = model
        self.record = record
        self.limit = model.slots
        """How many samples may be in hand at once."""
        self.works: list[Work] = []
        """In hand, in the order in which they began."""

    @property
    def rows_in_use(self) -> int:
        """Samples in hand."""
        return sum(work.n for work in self.works)

    @property
    def stepping(self) -> list[Work]:
        """The works that have steps before them."""
        return [work for work in self.works if work.steps_left]

    def shrink(self) -> None:
        """Memory ran out: have no more in hand than there is now, but always room for one whole request.

        It stays so until the model is loaded anew: to try for more would mean to fail somebody's painting.
        """
        limit = min(self.model.slots, max(SAMPLES_PER_JOB, self.rows_in_use))
        if limit < self.limit:
            log.warning(
                "memory ran out: fewer samples at once", model=self.model.name, slots=limit, was=self.limit
            )
            self.limit = self.record.slots = limit


class Record:
    """What is known of a model, loaded or not."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.pace = Pace()
        self.steps = Stopwatch(STEP_BOUNDS_S)
        self.loads = 0
        self.slots = SAMPLES_PER_JOB
        """How many samples it could have in hand when it was last used; a guess while unknown."""
        self.memory_bytes = 0
        """What it took when it was last loaded; 0 while unknown."""

    def learn_beginning(self, work: Work) -> None:
        """A work has begun."""
        self.pace.begin_s.learn(work.begin_s)
        self.pace.steps = work.length


class Shelf:
    """Loads models when they are asked for, and puts idle ones away to keep within the memory.

    Loading happens in the engine's thread: paintings of other models stand still for as long as it takes.
    """

    def __init__(self, load: Callable[[str], Model], memory_bytes: int | None) -> None:
        self._load = load
        self._memory_bytes = memory_bytes
        self._records: dict[str, Record] = {}
        self._loaded: OrderedDict[str, LoadedModel] = OrderedDict()  # the one used last comes last

    def __iter__(self) -> Iterator[LoadedModel]:
        """The loaded models."""
        return iter(tuple(self._loaded.values()))

    def record(self, name: str) -> Record:
        """What is known of a model."""
        return self._records.setdefault(name, Record(name))

    def __contains__(self, name: str) -> bool:
        return name in self._loaded

    def pace(self, name: str) -> Pace:
        """What is known of a model's pace, or, while that is nothing, another one's."""
        own = self.record(name).pace
        known = (record.pace for record in self._records.values() if record.pace.known)
        return own if own.known else next(known, own)

    def fits(self, name: str) -> bool:
        """Whether `fetch` can keep within the memory now; if not, it can once models that are busy are idle.

        How large a model is shows when it is first loaded; until then it is taken to fit.
        """
        busy = [loaded for loaded in self if loaded.works]
        if self._memory_bytes is None or name in self._loaded or not busy:
            return True
        in_use = sum(loaded.model.memory_bytes for loaded in busy)
        return in_use + self.record(name).memory_bytes <= self._memory_bytes

    def fetch(self, name: str) -> LoadedModel:
        """The model, loaded if it was not, for which idle ones are put away, least recently used first.

        Raises:
            GenerationError: it can't be loaded.
            Exception: whatever else goes wrong while it is loaded.
        """
        if name not in self._loaded:
            record = self.record(name)
            self._make_room(record.memory_bytes)
            began = time.monotonic()
            model = self._load_somehow(name)
            record.pace.load_s.learn(time.monotonic() - began)
            record.pace.grows = model.image_tokens is not None
            record.loads += 1
            record.memory_bytes, record.slots = model.memory_bytes, model.slots
            self._loaded[name] = LoadedModel(model, record)
            self._make_room(0, but=name)
            self._warn_if_too_large(model)
        self._loaded.move_to_end(name)
        return self._loaded[name]

    def put_down(self, work: Work) -> None:
        """A work that began has ended."""
        loaded = self._loaded[work.model]
        if work in loaded.works:
            loaded.works.remove(work)

    def stats(self) -> tuple[ModelStats, ...]:
        """Of every model that was loaded once."""
        return tuple(self._stats(record) for record in tuple(self._records.values()) if record.loads)

    def _stats(self, record: Record) -> ModelStats:
        loaded = self._loaded.get(record.name)
        seconds = record.steps.read()
        return ModelStats(
            name=record.name,
            steps=seconds.count,
            step_s=seconds,
            rows_in_use=loaded.rows_in_use if loaded else 0,
            slots=loaded.limit if loaded else 0,
            memory_bytes=loaded.model.memory_bytes if loaded else 0,
            loads=record.loads,
        )

    def _load_somehow(self, name: str) -> Model:
        try:
            return self._load(name)
        except Exception as error:
            if not is_out_of_memory(error) or not self._put_away_all():
                raise
        return self._load(name)

    def _make_room(self, wanted_bytes: int, but: str = "") -> None:
        if self._memory_bytes is not None:
            for name in self._idle(but):
                in_use = sum(loaded.model.memory_bytes for loaded in self)
                if in_use + wanted_bytes > self._memory_bytes:
                    self._put_away(name)

    def _put_away_all(self) -> bool:
        idle = self._idle()
        for name in idle:
            self._put_away(name)
        return bool(idle)

    def _put_away(self, name: str) -> None:
        log.info("model put away", model=name)
        del self._loaded[name]
        gc.collect()  # its memory must be free before the next model needs it

    def _idle(self, but: str = "") -> list[str]:
        return [name for name, loaded in self._loaded.items() if not loaded.works and name != but]

    def _warn_if_too_large(self, model: Model) -> None:
        if self._memory_bytes is not None and model.memory_bytes > self._memory_bytes:
            log.warning(
                "model is larger than the memory for models",
                model=model.name,
                bytes=model.memory_bytes,
                limit_bytes=self._memory_bytes,
            )
