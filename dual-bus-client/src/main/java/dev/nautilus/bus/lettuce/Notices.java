package dev.nautilus.bus.lettuce;

import dev.nautilus.bus.BusMeter;
import dev.nautilus.bus.MessageType;
import dev.nautilus.bus.codec.FrameHeader;
import dev.nautilus.message.DataGap;
import dev.nautilus.message.SourceResumed;
import dev.nautilus.message.SourceSilent;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What is wrong with one pushed stream, told to all who should know: the application's handlers,
/// the log and the meters.
final class Notices {
  /// The reason of a gap that retention made.
  static final String TRIMMED = "TRIMMED";

  /// The reason of one that another node has brought, which took the master's place.
  static final String FAILOVER = "FAILOVER";

  private static final Logger log = LoggerFactory.getLogger(Notices.class);

  private final String stream;
  private final LocalMessages local;

  private final boolean alone;

  Notices(String stream, LocalMessages local) {
    this(stream, local, false);
  }

  /// @param alone whether somebody else follows the stream too and tells what concerns both: then
  ///   only what this reader alone has missed is told
  Notices(String stream, LocalMessages local, boolean alone) {
    this.stream = stream;
    this.local = local;
    this.alone = alone;
  }

  BusCounters counters() {
    return local.counters();
  }

  /// @param reason as in [DataGap]
  void gap(String publisher, long firstMissing, long missing, String reason) {
    if (alone && !reason.equals(TRIMMED) && !reason.equals(FAILOVER)) {
      return;
    }
    local.counters().add(BusMeter.GAPS, missing);
    log.warn(
        "{} of publisher {} lost {} messages from {}: {}",
        stream,
        publisher,
        missing,
        firstMissing,
        reason);
    local.announce(
        MessageType.DATA_GAP, new DataGap(stream, publisher, firstMissing, missing, reason));
  }

  void silent(SourceWatch.Silence silence) {
    if (alone) {
      return;
    }
    FrameHeader last = silence.last();
    local.counters().increment(BusMeter.SILENCES);
    log.warn("{} {} is silent on {}", last.sender(), last.instance(), stream);
    local.announce(
        MessageType.SOURCE_SILENT,
        new SourceSilent(
            stream,
            last.sender().name(),
            last.instance(),
            Long.toHexString(last.incarnation()),
            silence.lastSequence(),
            Duration.ofNanos(silence.nanos())));
  }

  void resumed(FrameHeader header, long silentNanos) {
    if (alone) {
      return;
    }
    log.info("{} {} is heard again on {}", header.sender(), header.instance(), stream);
    local.announce(
        MessageType.SOURCE_RESUMED,
        new SourceResumed(
            stream,
            header.sender().name(),
            header.instance(),
            Long.toHexString(header.incarnation()),
            Duration.ofNanos(silentNanos)));
  }
}
