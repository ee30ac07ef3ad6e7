package dev.nautilus.engines.websocket.wire;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// A browser's socket, on the loopback address. It answers pings, and reads only when asked to, so
/// it can be as slow as a test likes. One thread.
public final class Browser implements AutoCloseable {
  private static final String GUID = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";
  private static final int KEY = 0x37fa213d;
  private static final int PATIENCE_MS = 60_000;

  private final Socket socket;
  private final DataInputStream in;
  private final int status;
  private final Map<String, String> answer = new LinkedHashMap<>();
  private final Deflated inbound = new Deflated(true);
  private int pings;

  private Browser(Socket socket, List<String> headers, String key) throws IOException {
    this.socket = socket;
    in = new DataInputStream(new BufferedInputStream(socket.getInputStream()));
    StringBuilder request = new StringBuilder("GET /ws HTTP/1.1\r\nHost: ");
    request.append("127.0.0.1:").append(socket.getPort());
    request.append("\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13");
    request.append("\r\nSec-WebSocket-Key: ").append(key).append("\r\n");
    headers.forEach(header -> request.append(header).append("\r\n"));
    send(request.append("\r\n").toString().getBytes(StandardCharsets.US_ASCII));
    status = Integer.parseInt(line().split(" ", 3)[1]);
    for (String line = line(); !line.isEmpty(); line = line()) {
      String[] parts = line.split(":", 2);
      answer.put(parts[0].toLowerCase(Locale.ROOT), parts[1].strip());
    }
  }

  /// Connects and shakes hands.
  ///
  /// @param headers lines beside those of the handshake
  public static Browser connect(int port, String... headers) {
    return connect(port, "dGhlIHNhbXBsZSBub25jZQ==", 0, headers);
  }

  /// The same with a key and a buffer of its own.
  ///
  /// @param receiveBuffer bytes that the system takes in before somebody reads; 0 for its default
  public static Browser connect(int port, String key, int receiveBuffer, String... headers) {
    try {
      Socket socket = new Socket();
      if (receiveBuffer > 0) {
        socket.setReceiveBufferSize(receiveBuffer);
      }
      socket.setSoTimeout(PATIENCE_MS);
      socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), PATIENCE_MS);
      return new Browser(socket, List.of(headers), key);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// What the gateway must answer to a key: RFC 6455, 4.2.2.
  public static String accept(String key) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-1");
      byte[] hash = digest.digest((key + GUID).getBytes(StandardCharsets.US_ASCII));
      return Base64.getEncoder().encodeToString(hash);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-1", e);
    }
  }

  private String line() throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    for (int each = in.read(); each != '\n'; each = in.read()) {
      if (each < 0) {
        throw new EOFException("the handshake was not answered");
      }
      line.write(each);
    }
    return line.toString(StandardCharsets.US_ASCII).strip();
  }

  /// Status of the handshake; 101 when it succeeded.
  public int status() {
    return status;
  }

  /// A header of the answer to the handshake; empty without one.
  public String header(String name) {
    return answer.getOrDefault(name.toLowerCase(Locale.ROOT), "");
  }

  /// Sends bytes as they are.
  public void send(byte[] bytes) {
    try {
      socket.getOutputStream().write(bytes);
      socket.getOutputStream().flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Sends a text in one frame.
  public void say(String text) {
    send(WireFrame.masked(0x81, text.getBytes(StandardCharsets.UTF_8), KEY));
  }

  /// Sends a frame.
  ///
  /// @param firstByte FIN, RSV and opcode, right or wrong
  public void frame(int firstByte, byte[] payload) {
    send(WireFrame.masked(firstByte, payload, KEY));
  }

  /// The next frame, whatever it is.
  public WireFrame frame() {
    try {
      return WireFrame.read(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// The next text; pings are answered, parts put together, compressed ones unpacked.
  ///
  /// @throws ClosedByGateway when the gateway ends the session
  public String hear() {
    ByteArrayOutputStream message = new ByteArrayOutputStream();
    boolean compressed = false;
    while (true) {
      WireFrame frame = frame();
      switch (frame.opcode()) {
        case PING -> {
          pings++;
          frame(0x8a, frame.payload());
        }
        case PONG -> {}
        case CLOSE -> throw new ClosedByGateway(frame.closeCode(), frame.payload());
        case TEXT, BINARY, CONTINUATION -> {
          compressed |= frame.compressed();
          message.writeBytes(frame.payload());
          if (frame.fin()) {
            byte[] bytes = message.toByteArray();
            return new String(compressed ? inbound.decode(bytes) : bytes, StandardCharsets.UTF_8);
          }
        }
      }
    }
  }

  /// The code with which the gateway ends the session, whatever it says before.
  public int closeCode() {
    List<String> before = new ArrayList<>();
    try {
      while (before.size() < 100_000) {
        before.add(hear());
      }
    } catch (ClosedByGateway closed) {
      return closed.code();
    }
    throw new AssertionError("the session must end, said " + before.getLast());
  }

  /// Pings answered so far.
  public int pings() {
    return pings;
  }

  /// The end of a session as the gateway told it.
  public static final class ClosedByGateway extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final int code;

    ClosedByGateway(int code, byte[] payload) {
      super(
          code
              + " "
              + new String(
                  payload,
                  Math.min(2, payload.length),
                  Math.max(0, payload.length - 2),
                  StandardCharsets.UTF_8));
      this.code = code;
    }

    public int code() {
      return code;
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
