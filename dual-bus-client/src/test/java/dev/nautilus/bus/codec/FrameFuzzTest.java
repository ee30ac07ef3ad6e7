package dev.nautilus.bus.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nautilus.bus.Catalogue;
import dev.nautilus.bus.codec.CorruptFrameException.Reason;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;

/// Ten million damaged frames in every build, by two threads. The second run on Java 17 takes
/// fewer: the code is the same, and there it is about the library, not about the frames.
///
/// `-Dnautilus.seed=<seed>` repeats a run, `-Dnautilus.fuzz.frames=<number>` makes it longer.
class FrameFuzzTest {
  private static final int THREADS = 2;
  private static final long PATIENCE_SECONDS = 120;

  private static long frames() {
    boolean second = "17".equals(System.getProperty("nautilus.expected.java"));
    return Long.getLong("nautilus.fuzz.frames", second ? 500_000 : 10_000_000);
  }

  @Test
  void decode_millionsOfMutants_refusesOrReadsRight() throws Exception {
    long seed = Seed.next();
    List<Run> runs = new ArrayList<>();
    ExecutorService threads = Executors.newFixedThreadPool(THREADS);
    try {
      List<Future<?>> ends = new ArrayList<>();
      for (int i = 0; i < THREADS; i++) {
        Run run = new Run(seed + i, frames() / THREADS);
        runs.add(run);
        ends.add(threads.submit(run));
      }
      for (int i = 0; i < THREADS; i++) {
        await(runs.get(i), ends.get(i));
      }
    } finally {
      threads.shutdownNow();
    }
    long reached = 0;
    for (Run run : runs) {
      reached += run.round;
      run.assertReach();
    }
    assertThat(reached).isGreaterThanOrEqualTo(frames());
  }

  /// Patience is with a run that moves; one that stands still is a hang, and the frame is known.
  private static void await(Run run, Future<?> end) throws Exception {
    long before = -1;
    while (true) {
      try {
        end.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        return;
      } catch (TimeoutException e) {
        if (run.round == before) {
          throw new AssertionError("hangs: " + run.where(), e);
        }
        before = run.round;
      }
    }
  }

  /// What makes the run above worth something: a wrong decoder does not get through.
  @Test
  void trial_ofADecoderThatReadsDamage_fails() {
    byte[] damaged = Frames.sample();
    damaged[damaged.length - 1] ^= 1;
    FrameTrial trial = new FrameTrial(bytes -> FrameDecoder.decode(Frames.sample()));
    assertThatThrownBy(() -> trial.accept(damaged))
        .isInstanceOf(AssertionError.class)
        .hasMessage("read, must be refused for CHECKSUM");
  }

  @Test
  void trial_ofADecoderThatReadsAnotherValue_fails() {
    byte[] other = Frames.sample();
    other[other.length - 1] ^= 1;
    Frame wrong = FrameDecoder.decode(Frames.resealed(other));
    FrameTrial trial = new FrameTrial(bytes -> wrong);
    assertThatThrownBy(() -> trial.accept(Frames.sample()))
        .isInstanceOf(AssertionError.class)
        .hasMessage("other message");
  }

  @Test
  void trial_ofADecoderThatRefusesARightFrame_fails() {
    FrameTrial trial = new FrameTrial(bytes -> FrameDecoder.decode(new byte[2]));
    assertThatThrownBy(() -> trial.accept(Frames.sample()))
        .isInstanceOf(AssertionError.class)
        .hasMessage("refused for TRUNCATED, must be null");
  }

  /// One thread's share.
  private static final class Run implements Runnable {
    private final long seed;
    private final long rounds;
    private final FrameTrial trial = new FrameTrial(this::decode);
    private final FrameReader reader = new FrameReader();
    private byte[] room = new byte[64];
    private long decoded;
    private final SplittableRandom choice;
    private final List<Mutations.Original> opaque;
    private final List<Mutations.Original> binary;
    private final List<Mutations.Original> json;
    private final Mutations mutations;
    private volatile long round;
    private volatile byte[] inHand = {};

    Run(long seed, long rounds) {
      this.seed = seed;
      this.rounds = rounds;
      choice = new SplittableRandom(seed);
      opaque = FrameCorpus.opaque(seed);
      binary = FrameCorpus.binary(seed);
      json = FrameCorpus.json(seed);
      List<Mutations.Original> all = new ArrayList<>(opaque);
      all.addAll(binary);
      mutations = new Mutations(seed, all);
    }

    @Override
    public void run() {
      for (Mutations.Original right : all()) {
        trial.accept(right.bytes());
      }
      for (long done = 0; done < rounds; round = ++done) {
        Mutations.Original original = original();
        byte[] mutant = mutations.next(original);
        inHand = mutant;
        long readBefore = trial.read;
        try {
          trial.accept(mutant);
        } catch (RuntimeException | Error e) {
          throw new AssertionError(where(), e);
        }
        if (mutations.wasSlight() && trial.read > readBefore) {
          assertThat(mutant).as(where()).isEqualTo(original.bytes());
        }
      }
    }

    /// Now and then alone, mostly by one reader for all out of one array that still holds older
    /// bytes: what it remembers of one frame must not get into another.
    private Frame decode(byte[] bytes) {
      if ((++decoded & 7) == 0) {
        return FrameDecoder.decode(bytes);
      }
      if (bytes.length > room.length) {
        room = new byte[2 * bytes.length];
      }
      System.arraycopy(bytes, 0, room, 0, bytes.length);
      return reader.read(room, bytes.length);
    }

    /// Few of JSON: its refusals cost a hundred times what the rest costs.
    private Mutations.Original original() {
      int dice = choice.nextInt(100);
      List<Mutations.Original> some = dice == 0 ? json : dice < 50 ? binary : opaque;
      return some.get(choice.nextInt(some.size()));
    }

    private List<Mutations.Original> all() {
      List<Mutations.Original> all = new ArrayList<>(opaque);
      all.addAll(binary);
      all.addAll(json);
      return all;
    }

    String where() {
      return "-Dnautilus.seed=%d, round %d, %d bytes: %s"
          .formatted(seed, round, inHand.length, HexFormat.of().formatHex(inHand));
    }

    /// A run whose mutants are all refused at the door, or all harmless, would prove nothing.
    void assertReach() {
      assertThat(trial.read).as("mutants that are frames").isGreaterThan(rounds / 10);
      for (Reason reason : Reason.values()) {
        assertThat(trial.refused.getOrDefault(reason, 0L)).as("%s", reason).isPositive();
      }
      assertThat(trial.refused.get(Reason.MALFORMED)).isGreaterThan(rounds / 10);
      int types = Catalogue.builtIn().size();
      assertThat(trial.payloadsRead).as("types read").hasSize(types);
      assertThat(trial.payloadsRefused).as("types refused").hasSizeGreaterThan(types / 2);
    }
  }
}
