package dev.parley.egress;

/**
 * What a request asks for.
 *
 * @param path with its query as written; empty for a tunnel
 */
record Wanted(String method, Target target, String path) {
  private static final String SCHEME = "http://";

  /** Reads the request's target and holds its {@code Host} against it. */
  static Wanted of(RequestHead head) throws MalformedMessage {
    var hosts = head.fields().values("host");
    if (hosts.size() > 1) {
      throw new MalformedMessage("the request has two hosts");
    }
    var wanted = head.connect() ? tunnel(head) : absolute(head);
    if (hosts.isEmpty()) {
      if (head.minor() == 1 && !head.connect()) {
        throw new MalformedMessage("the request has no Host");
      }
      return wanted;
    }
    int port = head.connect() ? wanted.target.port() : 80;
    if (!Target.of(hosts.getFirst(), port).equals(wanted.target)) {
      throw new MalformedMessage("the Host is another than the target");
    }
    return wanted;
  }

  private static Wanted tunnel(RequestHead head) throws MalformedMessage {
    if (head.fields().has("content-length") || head.fields().has("transfer-encoding")) {
      throw new MalformedMessage("a CONNECT request has no body");
    }
    return new Wanted(head.method(), Target.of(head.target(), Target.NO_PORT), "");
  }

  private static Wanted absolute(RequestHead head) throws MalformedMessage {
    var url = head.target();
    if (!url.regionMatches(true, 0, SCHEME, 0, SCHEME.length()) || url.indexOf('#') >= 0) {
      throw new MalformedMessage("a proxy is asked for http:// URLs, or to CONNECT");
    }
    if (head.method().equals("TRACE") || head.method().equals("TRACK")) {
      throw new MalformedMessage(head.method() + " is not passed on");
    }
    int end = SCHEME.length();
    while (end < url.length() && "/?".indexOf(url.charAt(end)) < 0) {
      end++;
    }
    var target = Target.of(url.substring(SCHEME.length(), end), 80);
    var path = url.substring(end);
    return new Wanted(head.method(), target, path.startsWith("/") ? path : "/" + path);
  }

  boolean tunnel() {
    return method.equals("CONNECT");
  }

  boolean priming() {
    return target.toString().equals(ProxyGates.PRIMING_HOST + ":80");
  }

  /** A target that made no sense, without what may be secret in it. */
  static String readable(String target) {
    return target.split("\\?", 2)[0].replaceFirst("^([a-zA-Z]+://)?[^/]*@", "$1");
  }

  /** For people: host, and path without its query, which may hold secrets. */
  @Override
  public String toString() {
    if (tunnel()) {
      return target.toString();
    }
    int query = path.indexOf('?');
    return SCHEME + target.authority() + (query < 0 ? path : path.substring(0, query));
  }
}
