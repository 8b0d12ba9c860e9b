package dev.migrator.store.s3.http;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Status and headers of an answer, and what they say of its body: RFC 9112, sections 4 to 6.
///
/// @param headers by lower-case name
record ResponseHead(boolean isVersion11, int status, SortedMap<String, List<String>> headers) {
  private static final int MAX_BYTES = 256 << 10;
  private static final Pattern STATUS = Pattern.compile("HTTP/1\\.([01]) (\\d{3})(?: .*)?");
  private static final Pattern LENGTH = Pattern.compile("\\d{1,18}");

  /// The final one: those that only announce it are read over.
  static ResponseHead read(WireInput in) throws IOException {
    ResponseHead head = readOne(in);
    while (head.status / 100 == 1) {
      head = readOne(in);
    }
    return head;
  }

  private static ResponseHead readOne(WireInput in) throws IOException {
    String first = in.line(MAX_BYTES);
    Matcher status = STATUS.matcher(first);
    if (!status.matches()) {
      throw new IOException("the answer does not begin as HTTP does: " + shortened(first));
    }
    boolean isVersion11 = status.group(1).equals("1");
    return new ResponseHead(isVersion11, Integer.parseInt(status.group(2)), headers(in));
  }

  private static String shortened(String line) {
    return line.length() > 80 ? line.substring(0, 80) + "..." : line;
  }

  private static SortedMap<String, List<String>> headers(WireInput in) throws IOException {
    SortedMap<String, List<String>> headers = new TreeMap<>();
    int left = MAX_BYTES;
    for (String line = in.line(left); !line.isEmpty(); line = in.line(left)) {
      left -= line.length() + 2;
      int colon = line.indexOf(':');
      if (colon < 1 || line.charAt(0) == ' ' || line.charAt(0) == '\t') {
        throw new IOException("the answer has a line that is no header: " + shortened(line));
      }
      String name = line.substring(0, colon).toLowerCase(Locale.ROOT);
      add(headers, name, line.substring(colon + 1).strip());
    }
    return headers;
  }

  private static void add(Map<String, List<String>> headers, String name, String value) {
    List<String> before = headers.putIfAbsent(name, List.of(value));
    if (before != null) {
      List<String> all = new ArrayList<>(before);
      all.add(value);
      headers.put(name, List.copyOf(all));
    }
  }

  private boolean has(String name, String token) {
    return headers.getOrDefault(name, List.of()).stream()
        .anyMatch(value -> value.toLowerCase(Locale.ROOT).contains(token));
  }

  /// Whether the host leaves the connection open behind the body.
  boolean keepsConnection() {
    return isVersion11 ? !has("connection", "close") : has("connection", "keep-alive");
  }

  /// Whether it has no body, whatever its headers say.
  boolean isBodiless(String method) {
    return method.equals("HEAD") || status == 204 || status == 304;
  }

  /// @throws IOException where the encoding is none that a client has to know
  boolean isChunked() throws IOException {
    List<String> encodings = headers.getOrDefault("transfer-encoding", List.of());
    if (encodings.isEmpty()) {
      return false;
    }
    if (encodings.size() == 1 && encodings.getFirst().equalsIgnoreCase("chunked")) {
      return true;
    }
    throw new IOException("the answer comes in the unknown encoding " + encodings);
  }

  /// @return -1 where the body ends with the connection
  long bodyBytes() throws IOException {
    List<String> lengths = headers.getOrDefault("content-length", List.of());
    if (lengths.isEmpty()) {
      return -1;
    }
    String length = lengths.getFirst();
    boolean agree = lengths.stream().allMatch(length::equals);
    if (!agree || !LENGTH.matcher(length).matches()) {
      throw new IOException("the answer gives its length as " + lengths);
    }
    return Long.parseLong(length);
  }
}
