"""Train the reader (`make train DATA=FOLDER`); started by torchrun, one process a core or GPU.

Starts from the encoder as it was published and learns matrices of low rank beside its own. On the
CPU: bfloat16 autocast, eager attention and no dropout, which is twice as fast as the
scaled-dot-product backward; two processes of one thread read 1.7 times as many tokens a second
as one process of two threads. Resumes from its last checkpoint; the same seed, data and number
of processes give the same batches.
"""

import json
import math
import platform
import random
import time
from pathlib import Path

import click
import torch
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn
from safetensors.torch import load_file
from tokenizers import Tokenizer
from torch import Tensor, distributed
from torch.nn import functional
from torch.nn.parallel import DistributedDataParallel

from qa.reader.network import ReaderNetwork, ReaderOutput, encoder_in
from qa.reader.published import WEIGHTS
from qa.training.features import IGNORED, Batch, collate, features, plan
from qa.training.mixture import mixture

# Tokens of question and window together; the service's passages come to about 170.
WIDTHS = (96, 128, 192)


def loss_of(output: ReaderOutput, batch: Batch) -> dict[str, Tensor]:
    """The parts of the loss.

    Several right places are treated as one event, whose probability is the sum of theirs (Clark
    and Gardner, 2018), so that an ambiguous offset teaches no wrong one.
    """
    parts = {}
    for name, logits, right in (
        ("start", output.start, batch.starts),
        ("end", output.end, batch.ends),
    ):
        logits = logits.masked_fill(~batch.readable, -1e4)
        chosen = logits.masked_fill(~right, -1e4)
        lost = logits.logsumexp(-1) - chosen.logsumexp(-1)
        parts[name] = lost.mean()
    for name, weight, logits, right in (
        ("tags", 4.0, output.inside, batch.tags),
        ("answerable", 1.0, output.answerable, batch.answerable),
    ):
        known = right != IGNORED
        # Summed and divided, because a batch may hold none that is known.
        lost = functional.binary_cross_entropy_with_logits(
            logits[known], right[known].float(), reduction="sum"
        )
        parts[name] = weight * lost / max(1, int(known.sum()))
    return parts


def rate_at(step: int, steps: int, warm_up: int) -> float:
    """Linear warm-up, then linear decay to zero, as a share of the peak rate."""
    if step < warm_up:
        return (step + 1) / warm_up
    return max(0.0, (steps - step) / max(1, steps - warm_up))


def parameter_groups(network: ReaderNetwork, peak: float) -> list[dict[str, object]]:
    """The heads, which begin at random, learn faster; only matrices decay."""
    groups: dict[tuple[float, float], list[Tensor]] = {}
    for name, parameter in network.named_parameters():
        if parameter.requires_grad:
            rate = peak if name.startswith("encoder.") else 5 * peak
            weight_decay = 0.01 if parameter.ndim > 1 else 0.0
            groups.setdefault((rate, weight_decay), []).append(parameter)
    return [
        {"params": ps, "lr": rate, "peak": rate, "weight_decay": wd}
        for (rate, wd), ps in sorted(groups.items(), key=lambda item: item[0])
    ]


@click.command()
@click.option("--data", type=click.Path(exists=True, path_type=Path), required=True)
@click.option("--base", type=click.Path(exists=True, path_type=Path), required=True)
@click.option(
    "--continue-from",
    type=click.Path(exists=True, path_type=Path),
    help="Go on from the reader there.",
)
@click.option("--out", type=click.Path(path_type=Path), required=True)
@click.option("--seed", default=17, show_default=True)
@click.option("--epochs", default=1, show_default=True)
@click.option("--squad-share", default=0.35, show_default=True, help="Share of SQuAD's rows.")
@click.option("--rate", default=4e-4, show_default=True, help="Peak learning rate.")
@click.option("--batch-tokens", default=1536, show_default=True, help="Padded, per process.")
@click.option("--checkpoint-every", default=200, show_default=True, help="Steps.")
@click.option("--steps", default=0, help="End the schedule after so many steps (0: all rows).")
def main(
    data: Path,
    base: Path,
    continue_from: Path | None,
    out: Path,
    seed: int,
    epochs: int,
    squad_share: float,
    rate: float,
    batch_tokens: int,
    checkpoint_every: int,
    steps: int,
) -> None:
    """Train the reader on SQuAD-style rows and write it to OUT/model."""
    distributed.init_process_group()
    rank, world = distributed.get_rank(), distributed.get_world_size()
    torch.manual_seed(seed)
    device = torch.device("cuda", rank) if torch.cuda.is_available() else torch.device("cpu")
    tokenizer = Tokenizer.from_file(str(base / "tokenizer.json"))
    rows = mixture(data, seed, squad_share)
    sizes = {name: len(part) for name, part in rows.items()}
    made = features(
        [row for part in rows.values() for row in part], tokenizer, WIDTHS, random.Random(seed)
    )
    del rows
    lengths = [len(f.ids) for f in made]
    rng = random.Random(seed)
    batches = [b for _ in range(epochs) for b in plan(lengths, batch_tokens, rng)]
    batches = batches[rank : len(batches) - len(batches) % world : world]
    if steps:
        batches = batches[:steps]

    network = ReaderNetwork(encoder_in(base))
    if continue_from is not None:
        network.learn(load_file(continue_from / WEIGHTS))
    network.to(device).train()
    for parameter in network.parameters():
        if not parameter.requires_grad:  # cast once, not at every step
            parameter.data = parameter.data.bfloat16()
    parallel = DistributedDataParallel(network)
    optimiser = torch.optim.AdamW(parameter_groups(network, rate), fused=True)

    out.mkdir(parents=True, exist_ok=True)
    checkpoint, log = out / "checkpoint.pt", out / "log.jsonl"
    begin = 0
    if checkpoint.exists():
        saved = torch.load(checkpoint, map_location=device, weights_only=True)
        network.learn(saved["network"])
        optimiser.load_state_dict(saved["optimiser"])
        begin = saved["step"]
    (out / "report.json").write_text(
        json.dumps(
            {
                "rows": sizes,
                "features": len(made),
                "tokens": sum(lengths),
                "steps": len(batches),
                "seed": seed,
                "epochs": epochs,
                "from": str(continue_from or base),
                "rate": rate,
                "batch_tokens": batch_tokens,
                "widths": WIDTHS,
                "processes": world,
                "torch": torch.__version__,
                "python": platform.python_version(),
                "device": str(device),
            },
            indent=1,
        )
    )
    warm_up = max(1, len(batches) // 20)
    seen, clock, means = (
        0,
        time.monotonic(),
        dict.fromkeys(("start", "end", "tags", "answerable"), 0.0),
    )
    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeRemainingColumn(),
    )
    with Progress(*columns, disable=rank > 0) as progress:
        task = progress.add_task("training", total=len(batches), completed=begin)
        for step in range(begin, len(batches)):
            batch = collate([made[i] for i in batches[step]], network.pad)
            batch = Batch(*(tensor.to(device) for tensor in batch))
            for group in optimiser.param_groups:
                group["lr"] = group["peak"] * rate_at(step, len(batches), warm_up)
            with torch.autocast(device.type, dtype=torch.bfloat16):
                output = parallel(batch.ids, batch.mask)
            parts = loss_of(output, batch)
            loss = torch.stack(list(parts.values())).sum()
            if not math.isfinite(loss.item()):
                raise click.ClickException(
                    f"the loss is {loss.item()} at step {step}; lower --rate"
                )
            loss.backward()  # type: ignore[no-untyped-call]
            torch.nn.utils.clip_grad_norm_(network.parameters(), 1.0)
            optimiser.step()
            optimiser.zero_grad(set_to_none=True)
            seen += int(batch.mask.sum())
            for name, value in parts.items():
                means[name] += value.item()
            done = step + 1
            if rank == 0 and done % 50 == 0:
                seconds = time.monotonic() - clock
                line = {k: round(v / 50, 4) for k, v in means.items()}
                line |= {"step": done, "tokens_per_second": round(seen / seconds)}
                with log.open("a") as sink:
                    sink.write(json.dumps(line) + "\n")
                seen, clock, means = 0, time.monotonic(), dict.fromkeys(means, 0.0)
            if rank == 0 and (done % checkpoint_every == 0 or done == len(batches)):
                part = checkpoint.with_suffix(".part")
                torch.save(
                    {
                        "network": network.learned(),
                        "optimiser": optimiser.state_dict(),
                        "step": done,
                    },
                    part,
                )
                part.replace(checkpoint)
                network.save(out / "model")
            progress.update(task, completed=done)
    distributed.destroy_process_group()


if __name__ == "__main__":
    main()
