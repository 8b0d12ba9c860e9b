package dev.migrator.store.s3.http;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

/// Where requests go.
///
/// @param connectTimeout for one of the host's addresses
/// @param silenceTimeout longest wait for the next byte of an answer
public record Origin(
    boolean isSecure, String host, int port, Duration connectTimeout, Duration silenceTimeout) {

  /// @param uri with the scheme `http` or `https`; path and query do not count
  public static Origin of(URI uri, Duration connectTimeout, Duration silenceTimeout) {
    boolean isSecure = uri.getScheme().equals("https");
    int own = isSecure ? 443 : 80;
    String host = uri.getHost().replaceAll("^\\[|]$", "");
    int port = uri.getPort() == -1 ? own : uri.getPort();
    return new Origin(isSecure, host, port, connectTimeout, silenceTimeout);
  }

  /// A new connection; over TLS its certificate was checked, and that it is the host's.
  Socket connect() throws IOException {
    IOException failure = null;
    for (InetAddress address : InetAddress.getAllByName(host)) {
      try {
        return connect(address);
      } catch (IOException e) {
        if (failure != null) {
          e.addSuppressed(failure);
        }
        failure = e;
      }
    }
    throw failure == null ? new IOException(host + " has no address") : failure;
  }

  private Socket connect(InetAddress address) throws IOException {
    Socket plain = new Socket();
    try {
      plain.setTcpNoDelay(true);
      plain.setKeepAlive(true);
      plain.setSoTimeout((int) silenceTimeout.toMillis());
      plain.connect(new InetSocketAddress(address, port), (int) connectTimeout.toMillis());
      return isSecure ? secure(plain) : plain;
    } catch (IOException e) {
      plain.close();
      throw e;
    }
  }

  private Socket secure(Socket plain) throws IOException {
    SSLSocketFactory factory = (SSLSocketFactory) SSLSocketFactory.getDefault();
    SSLSocket secure = (SSLSocket) factory.createSocket(plain, host, port, true);
    SSLParameters parameters = secure.getSSLParameters();
    parameters.setEndpointIdentificationAlgorithm("HTTPS");
    secure.setSSLParameters(parameters);
    secure.startHandshake();
    return secure;
  }
}
