package dev.nautilus.engine;

import io.micrometer.common.docs.KeyName;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.docs.MeterDocumentation;
import org.jspecify.annotations.Nullable;

/// Every meter of an engine; all carry the tag `engine`.
enum EngineMeter implements MeterDocumentation {
  /// Time a reaction, the intake of history or the answer to a question took on the engine thread.
  REACTION("nautilus.engine.reaction", Meter.Type.TIMER, null, true),
  /// Reactions that took longer than `nautilus.engine.slow-reaction`, 50 ms unless set: so long an
  /// alert had to wait. Logged at most once a minute for each type.
  SLOW("nautilus.engine.reaction.slow", Meter.Type.COUNTER, "reactions", true),
  /// Reactions that threw.
  FAILED("nautilus.engine.reaction.failed", Meter.Type.COUNTER, "reactions", true),
  /// Messages heard.
  HEARD("nautilus.engine.heard", Meter.Type.COUNTER, "messages", true),
  /// Messages handed to the bus.
  EMITTED("nautilus.engine.emitted", Meter.Type.COUNTER, "messages", true),
  /// Emitted messages that the bus refused or could not confirm.
  LOST("nautilus.engine.emitted.lost", Meter.Type.COUNTER, "messages", true),
  /// Work waiting for the engine thread.
  MAILBOX_DEPTH("nautilus.engine.mailbox.depth", Meter.Type.GAUGE, "messages", false),
  /// Times a bus had to wait because the mailbox was full.
  MAILBOX_WAITS("nautilus.engine.mailbox.waits", Meter.Type.COUNTER, "waits", false),
  /// Messages given up because the mailbox was full while warming up.
  MAILBOX_SHED("nautilus.engine.mailbox.shed", Meter.Type.COUNTER, "messages", false),
  /// States saved.
  STATE_SAVED("nautilus.engine.state.saved", Meter.Type.COUNTER, "states", true),
  /// Saves that did not come about, by reason: `bus`, `unconfirmed`, `too large`, `superseded`,
  /// `failed`. The state before stays.
  STATE_UNSAVED("nautilus.engine.state.unsaved", Meter.Type.COUNTER, "states", true),
  /// Saved states that could not be used as they were: `misfit` with the running version, or `gap`
  /// when some of what came after is no longer kept.
  STATE_REFUSED("nautilus.engine.state.refused", Meter.Type.COUNTER, "states", true),
  /// Messages heard again after a start, to bring the state up to date.
  STATE_REPLAYED("nautilus.engine.state.replayed", Meter.Type.COUNTER, "messages", true),
  /// Messages that came again and were in the state already.
  STATE_KNOWN("nautilus.engine.state.known", Meter.Type.COUNTER, "messages", true),
  /// What a replay would have said again and was on the bus already.
  STATE_ECHOES("nautilus.engine.state.echoes", Meter.Type.COUNTER, "messages", true),
  /// Size of the state as it was saved last, packed.
  STATE_SIZE("nautilus.engine.state.size", Meter.Type.GAUGE, "bytes", false),
  /// 1 while the engine is ready, else 0.
  READY("nautilus.engine.ready", Meter.Type.GAUGE, null, false),
  /// A number of the engine's own that operators watch: `halted` of risk, the accounts that may not
  /// trade.
  FIGURE("nautilus.engine.figure", Meter.Type.GAUGE, null, true);

  /// Tags of engine meters; none takes its value from market data.
  enum Tag implements KeyName {
    /// What was heard, emitted or done: a type's name, `history`, `question`, `timer` or `state`;
    /// of states not saved or used, the reason; of a figure, its name.
    OF;

    @Override
    public String asString() {
      return "of";
    }
  }

  private final String meterName;
  private final Meter.Type type;
  private final @Nullable String unit;
  private final boolean tagged;

  EngineMeter(String meterName, Meter.Type type, @Nullable String unit, boolean tagged) {
    this.meterName = meterName;
    this.type = type;
    this.unit = unit;
    this.tagged = tagged;
  }

  @Override
  public String getName() {
    return meterName;
  }

  @Override
  public Meter.Type getType() {
    return type;
  }

  @Override
  public @Nullable String getBaseUnit() {
    return unit;
  }

  @Override
  public KeyName[] getKeyNames() {
    return tagged ? Tag.values() : new KeyName[0];
  }
}
