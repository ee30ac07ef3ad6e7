package dev.nautilus.fleet;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.Appender;
import ch.qos.logback.core.AppenderBase;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.LoggerFactory;

/// Reads every line that this process logs while it is open, more than production logs, and keeps
/// those that tell a secret. What would be printed is not.
final class SecretWatch extends AppenderBase<ILoggingEvent> implements AutoCloseable {
  private final List<String> secrets;
  private final Queue<String> told = new ConcurrentLinkedQueue<>();
  private final AtomicLong lines = new AtomicLong();
  private final List<Appender<ILoggingEvent>> printing = new ArrayList<>();
  private final Logger root;
  private final Logger ours;
  private final Level rootLevel;

  /// @param secrets what must not be told
  SecretWatch(List<String> secrets) {
    this.secrets = List.copyOf(secrets);
    LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
    root = context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    ours = context.getLogger("dev.nautilus");
    rootLevel = root.getLevel();
    setContext(context);
    start();
    root.iteratorForAppenders().forEachRemaining(printing::add);
    printing.forEach(root::detachAppender);
    root.addAppender(this);
    root.setLevel(Level.INFO);
    ours.setLevel(Level.DEBUG);
  }

  @Override
  protected void append(ILoggingEvent event) {
    lines.incrementAndGet();
    String line = event.getFormattedMessage();
    if (event.getThrowableProxy() != null) {
      line += "\n" + ThrowableProxyUtil.asString(event.getThrowableProxy());
    }
    if (tells(line)) {
      told.add(event.getLoggerName() + ": " + line);
    }
  }

  boolean tells(String text) {
    return secrets.stream().anyMatch(text::contains);
  }

  /// Lines that told a secret.
  List<String> told() {
    return List.copyOf(told);
  }

  /// Lines that were read.
  long lines() {
    return lines.get();
  }

  void forget() {
    told.clear();
  }

  @Override
  public void close() {
    root.detachAppender(this);
    printing.forEach(root::addAppender);
    root.setLevel(rootLevel);
    ours.setLevel(null);
    stop();
  }
}
