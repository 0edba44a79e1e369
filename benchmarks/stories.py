"""Near-duplicates: the cost of a text, and how many copies are found, at 50,000 texts.

40,000 texts that nobody wrote before, 3 to 40 words as frequent as words are, then 10,000 copies
with 8 % of the words changed and a copy's usual dress.

    python benchmarks/stories.py
"""

import random
import resource
import time

from classifiers.stories import Stories

TEXTS, COPIES = 40_000, 10_000


def main() -> None:
    chance = random.Random(1)
    words = ["".join(chance.choices("abcdefghijklmnopqrstuvwxyz", k=chance.randint(2, 9)))
             for _ in range(4000)]  # fmt: skip
    often = [1 / (rank + 10) for rank in range(len(words))]
    texts = [" ".join(chance.choices(words, often, k=chance.randint(3, 40))) for _ in range(TEXTS)]
    originals = [chance.randrange(TEXTS) for _ in range(COPIES)]
    texts += [_copy(texts[at], words, chance) for at in originals]
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    stories, found, took = Stories[int](), [], []
    for at, text in enumerate(texts):
        began = time.process_time()
        found.append(stories.add(at, text))
        took.append(time.process_time() - began)
    memory = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024
    last = sorted(took[-1000:])
    print(f"{len(texts)} texts: {sum(took):.1f} s on one core, {memory:.0f} MB")
    print(f"one more: mean {sum(last):.3f} ms, the slowest of a hundred {last[990] * 1e3:.3f} ms")
    for least, most in ((3, 9), (10, 16), (17, 40)):
        pairs = [(TEXTS + n, at) for n, at in enumerate(originals)
                 if least <= len(texts[at].split()) <= most]  # fmt: skip
        share = sum(found[copy] == found[at] for copy, at in pairs) / len(pairs)
        print(f"copies of {least} to {most} words found: {share:.3f} of {len(pairs)}")
    wrong = sum(found[at] != at for at in range(TEXTS))
    print(f"texts of their own taken for copies: {wrong} of {TEXTS}")


def _copy(text: str, words: list[str], chance: random.Random) -> str:
    kept = [chance.choice(words) if chance.random() < 0.08 else word for word in text.split()]
    return f"RT @somebody: {' '.join(kept)} https://example.org/a #copy"


if __name__ == "__main__":
    main()
