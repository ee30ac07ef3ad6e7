package dev.nautilus.hub.access;

import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.io.IOException;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A request that came in: it speaks for the engine whose token it shows, whatever it says itself,
/// and its body ends where it may not be longer.
final class AdmittedRequest extends HttpServletRequestWrapper {
  private final @Nullable String engine;
  private final long mostBytes;

  /// @param engine null when it may say itself who it is
  AdmittedRequest(HttpServletRequest request, @Nullable String engine, long mostBytes) {
    super(request);
    this.engine = engine;
    this.mostBytes = mostBytes;
  }

  @Override
  public @Nullable String getHeader(String name) {
    return engine != null && name.equalsIgnoreCase(AccessConfiguration.ENGINE_HEADER)
        ? engine
        : super.getHeader(name);
  }

  @Override
  public Enumeration<String> getHeaders(String name) {
    return engine != null && name.equalsIgnoreCase(AccessConfiguration.ENGINE_HEADER)
        ? Collections.enumeration(List.of(engine))
        : super.getHeaders(name);
  }

  @Override
  public ServletInputStream getInputStream() throws IOException {
    return new Bounded(super.getInputStream());
  }

  private final class Bounded extends ServletInputStream {
    private final ServletInputStream body;
    private long count;

    Bounded(ServletInputStream body) {
      this.body = body;
    }

    @Override
    public int read() throws IOException {
      int next = body.read();
      counted(next < 0 ? 0 : 1);
      return next;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
      int read = body.read(into, offset, length);
      counted(Math.max(0, read));
      return read;
    }

    private void counted(int more) throws IOException {
      count += more;
      if (count > mostBytes) {
        throw new BodyTooLargeException(mostBytes);
      }
    }

    @Override
    public boolean isFinished() {
      return body.isFinished();
    }

    @Override
    public boolean isReady() {
      return body.isReady();
    }

    @Override
    public void setReadListener(ReadListener listener) {
      body.setReadListener(listener);
    }
  }
}
