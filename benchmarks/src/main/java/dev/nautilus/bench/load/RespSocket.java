package dev.nautilus.bench.load;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// As little as Java can do to speak to Redis: one blocking socket, one buffer each way, no object
/// per value. One thread may write while another reads.
final class RespSocket implements AutoCloseable {
  private static final int BUFFER = 1 << 18;

  private final Socket socket;
  private final InputStream in;
  private final OutputStream out;

  private byte[] outgoing = new byte[BUFFER];
  private int outgoingEnd;

  private byte[] incoming = new byte[BUFFER];
  private int at;
  private int end;
  private int bulkAt;

  RespSocket(int port) {
    try {
      socket = new Socket(InetAddress.getLoopbackAddress(), port);
      socket.setTcpNoDelay(true);
      in = socket.getInputStream();
      out = socket.getOutputStream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  /// Begins a command of so many words.
  void command(int words) {
    header('*', words);
  }

  void word(byte[] bytes) {
    word(bytes, bytes.length);
  }

  void word(byte[] bytes, int length) {
    header('$', length);
    room(length + 2);
    System.arraycopy(bytes, 0, outgoing, outgoingEnd, length);
    outgoingEnd += length;
    lineEnd();
  }

  /// A whole command and nothing else.
  void send(String... words) {
    command(words.length);
    for (String word : words) {
      word(ascii(word));
    }
    flush();
  }

  int buffered() {
    return outgoingEnd;
  }

  void flush() {
    try {
      out.write(outgoing, 0, outgoingEnd);
      outgoingEnd = 0;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void header(char kind, int number) {
    room(16);
    outgoing[outgoingEnd++] = (byte) kind;
    if (number >= 10) {
      int divisor = 10;
      while (number / divisor >= 10) {
        divisor *= 10;
      }
      for (; divisor >= 10; divisor /= 10) {
        outgoing[outgoingEnd++] = (byte) ('0' + number / divisor % 10);
      }
    }
    outgoing[outgoingEnd++] = (byte) ('0' + number % 10);
    lineEnd();
  }

  private void lineEnd() {
    outgoing[outgoingEnd++] = '\r';
    outgoing[outgoingEnd++] = '\n';
  }

  private void room(int bytes) {
    if (outgoingEnd + bytes > outgoing.length) {
      outgoing = Arrays.copyOf(outgoing, Math.max(outgoing.length * 2, outgoingEnd + bytes));
    }
  }

  /// Reads the number behind `*`, `$` or `:`; -1 stands for nothing.
  ///
  /// @throws IllegalStateException when the server sent an error or something else
  long number(char kind) {
    char found = (char) next();
    if (found != kind) {
      throw new IllegalStateException("expected " + kind + ", redis sent " + found + line());
    }
    boolean negative = false;
    long value = 0;
    for (byte digit = next(); digit != '\r'; digit = next()) {
      if (digit == '-') {
        negative = true;
      } else {
        value = value * 10 + digit - '0';
      }
    }
    next();
    return negative ? -value : value;
  }

  /// Reads a value and leaves its bytes in [#buffer] from [#bulkOffset] until the next read.
  ///
  /// @return its length, or -1 for nothing
  int bulk() {
    int length = (int) number('$');
    if (length >= 0) {
      need(length + 2);
      bulkAt = at;
      at += length + 2;
    }
    return length;
  }

  byte[] buffer() {
    return incoming;
  }

  int bulkOffset() {
    return bulkAt;
  }

  byte[] bulkCopy() {
    int length = bulk();
    return Arrays.copyOfRange(incoming, bulkAt, bulkAt + length);
  }

  String bulkText() {
    return new String(bulkCopy(), StandardCharsets.US_ASCII);
  }

  /// Reads a line such as `+OK`.
  ///
  /// @throws IllegalStateException when it is an error
  void ok() {
    char found = (char) next();
    String rest = line();
    if (found != '+') {
      throw new IllegalStateException("redis sent " + found + rest);
    }
  }

  private String line() {
    StringBuilder text = new StringBuilder();
    for (byte one = next(); one != '\r'; one = next()) {
      text.append((char) one);
    }
    next();
    return text.toString();
  }

  private byte next() {
    if (at == end) {
      need(1);
    }
    return incoming[at++];
  }

  private void need(int bytes) {
    if (end - at >= bytes) {
      return;
    }
    if (at + bytes > incoming.length) {
      byte[] to = bytes > incoming.length ? new byte[Math.max(bytes, BUFFER * 2)] : incoming;
      System.arraycopy(incoming, at, to, 0, end - at);
      incoming = to;
      end -= at;
      at = 0;
    }
    try {
      while (end - at < bytes) {
        int read = in.read(incoming, end, incoming.length - end);
        if (read < 0) {
          throw new EOFException("redis closed the connection");
        }
        end += read;
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    try {
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
