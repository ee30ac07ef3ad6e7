package dev.nautilus.hub.vendor;

import dev.nautilus.hub.lead.Lease;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Supplier;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.SchemePortResolver;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.DefaultHttpClientConnectionOperator;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManager;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.client5.http.io.HttpClientConnectionOperator;
import org.apache.hc.client5.http.ssl.DefaultClientTlsStrategy;
import org.apache.hc.client5.http.ssl.HostnameVerificationPolicy;
import org.apache.hc.client5.http.ssl.NoopHostnameVerifier;
import org.apache.hc.client5.http.ssl.TlsSocketStrategy;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.URIScheme;
import org.apache.hc.core5.http.config.RegistryBuilder;
import org.apache.hc.core5.http.io.entity.StringEntity;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.pool.PoolConcurrencyPolicy;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;

/// One HTTP connection, kept alive: the pool holds one, whatever host it leads to, and gives up the
/// old one before it opens another.
///
/// **Threads** One caller at a time; [VendorHttp] sees to that.
final class SingleConnection implements AutoCloseable {
  private static final Timeout LONGEST_WAIT_FOR_POOL = Timeout.ofSeconds(5);

  private final PoolingHttpClientConnectionManager pool;
  private final CloseableHttpClient client;
  private final ScheduledExecutorService deadlines;
  private final Supplier<Lease> lease;
  private final Set<HttpUriRequestBase> underway = ConcurrentHashMap.newKeySet();
  private final long timeLimitNanos;
  private final long maxBody;

  /// @param tls whom to trust; null for the authorities that Java trusts
  SingleConnection(
      VendorsProperties.Http http,
      ScheduledExecutorService deadlines,
      Supplier<Lease> lease,
      @Nullable VendorTls tls) {
    this.deadlines = deadlines;
    this.lease = lease;
    this.timeLimitNanos = http.timeLimit().toNanos();
    this.maxBody = http.maxBody().toBytes();
    this.pool =
        new LingeringPool()
            .setMaxConnTotal(1)
            .setMaxConnPerRoute(1)
            .setPoolConcurrencyPolicy(PoolConcurrencyPolicy.STRICT)
            .setOffLockDisposalEnabled(false)
            .setTlsSocketStrategy(strategy(tls))
            .setDefaultConnectionConfig(
                ConnectionConfig.custom()
                    .setConnectTimeout(Timeout.of(http.connectTimeout()))
                    .setSocketTimeout(Timeout.of(http.responseTimeout()))
                    .setValidateAfterInactivity(TimeValue.ofSeconds(1))
                    .build())
            .build();
    this.client =
        HttpClients.custom()
            .setConnectionManager(pool)
            .setDefaultRequestConfig(
                RequestConfig.custom()
                    .setConnectionRequestTimeout(LONGEST_WAIT_FOR_POOL)
                    .setResponseTimeout(Timeout.of(http.responseTimeout()))
                    .build())
            .disableAutomaticRetries()
            .disableRedirectHandling()
            .disableCookieManagement()
            .disableAuthCaching()
            .build();
  }

  /// One exchange: a POST of JSON, or a GET.
  ///
  /// @param json what to send; null for a GET
  /// @throws BodyTooLargeException when the body exceeds the limit; the connection is given up
  /// @throws TooSlowException when the time limit ended it
  /// @throws IOException when there is no whole answer
  HttpAnswer exchange(URI uri, Map<String, String> headers, @Nullable String json)
      throws IOException {
    HttpUriRequestBase request = json == null ? new HttpGet(uri) : new HttpPost(uri);
    if (json != null) {
      request.setEntity(new StringEntity(json, ContentType.APPLICATION_JSON));
    }
    headers.forEach(request::setHeader);
    Lease held = lease.get();
    underway.add(request);
    Deadline deadline = Deadline.set(deadlines, request, held, timeLimitNanos);
    try {
      if (!held.isOpen()) {
        throw new NotLeadingException(held.refuse());
      }
      return client.execute(request, response -> answer(request, response));
    } catch (BodyTooLargeException | NotLeadingException e) {
      throw e;
    } catch (IOException e) {
      // Being cancelled in the midst of a body looks like any other broken connection.
      if (request.isCancelled() && !held.isOpen()) {
        throw new NotLeadingException(held.refuse());
      }
      throw request.isCancelled() ? new TooSlowException(e) : e;
    } finally {
      underway.remove(request);
      deadline.lift();
    }
  }

  /// Ends what is under way and closes the connection; a later exchange opens another.
  void hangUp() {
    underway.forEach(HttpUriRequestBase::cancel);
    pool.closeIdle(TimeValue.ZERO_MILLISECONDS);
  }

  int open() {
    return pool.getTotalStats().getLeased() + pool.getTotalStats().getAvailable();
  }

  @Override
  public void close() {
    client.close(CloseMode.GRACEFUL);
  }

  private static TlsSocketStrategy strategy(@Nullable VendorTls tls) {
    if (tls == null) {
      return DefaultClientTlsStrategy.createDefault();
    }
    return tls.anyHost()
        ? new DefaultClientTlsStrategy(
            tls.context(), HostnameVerificationPolicy.CLIENT, NoopHostnameVerifier.INSTANCE)
        : new DefaultClientTlsStrategy(tls.context());
  }

  private HttpAnswer answer(HttpUriRequestBase request, ClassicHttpResponse response)
      throws IOException {
    Map<String, List<String>> headers = new HashMap<>();
    for (Header header : response.getHeaders()) {
      headers.computeIfAbsent(header.getName(), any -> new ArrayList<>()).add(header.getValue());
    }
    return new HttpAnswer(response.getCode(), headers, body(request, response.getEntity()));
  }

  private byte[] body(HttpUriRequestBase request, @Nullable HttpEntity entity) throws IOException {
    if (entity == null) {
      return new byte[0];
    }
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    // Not closed here: closing would read the rest, which may have no end.
    InputStream in = entity.getContent();
    byte[] part = new byte[16 * 1024];
    for (int count = in.read(part); count >= 0; count = in.read(part)) {
      if (body.size() + (long) count > maxBody) {
        // The client reads the rest of a body whose handler failed, unless there is none any more.
        request.cancel();
        throw new BodyTooLargeException(maxBody);
      }
      body.write(part, 0, count);
    }
    return body.toByteArray();
  }

  /// More was sent than the limit allows.
  static final class BodyTooLargeException extends IOException {
    private static final long serialVersionUID = 1;

    BodyTooLargeException(long limit) {
      super("the answer is larger than " + limit + " bytes");
    }
  }

  /// The lease was over before the exchange was.
  static final class NotLeadingException extends IOException {
    private static final long serialVersionUID = 1;

    NotLeadingException(String detail) {
      super(detail);
    }
  }

  /// The time limit came before the end of the answer.
  static final class TooSlowException extends IOException {
    private static final long serialVersionUID = 1;

    TooSlowException(IOException cause) {
      super("cut off at the time limit", cause);
    }
  }

  /// A pool whose connections use a [LingeringSocket].
  private static final class LingeringPool extends PoolingHttpClientConnectionManagerBuilder {
    @Override
    protected HttpClientConnectionOperator createConnectionOperator(
        SchemePortResolver schemePortResolver,
        DnsResolver dnsResolver,
        TlsSocketStrategy tlsSocketStrategy) {
      return new DefaultHttpClientConnectionOperator(
          LingeringSocket::new,
          schemePortResolver,
          dnsResolver,
          RegistryBuilder.<TlsSocketStrategy>create()
              .register(URIScheme.HTTPS.id, tlsSocketStrategy)
              .build());
    }
  }
}
