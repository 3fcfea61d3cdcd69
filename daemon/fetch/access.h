#pragma once

#include <memory>
#include <string>
#include <utility>
#include <vector>

namespace rasid::fetch {

/// A proxy between us and every server.
struct Proxy {
  std::string
      url;  // http://, https://, socks5:// (names are resolved here) or socks5h:// (by the proxy); no credentials
  std::string user;
  std::string password;

  friend bool operator==(Proxy const&, Proxy const&) = default;
};

/// What a site asks of those who read it. Secrets, mostly: they go to the origin of the request's own URL only, never
/// along a redirect to another, and stand in no message.
struct Access {
  std::string user;  // HTTP basic authentication
  std::string password;
  std::vector<std::pair<std::string, std::string>> headers;
  std::string cookies;      // "name=value; other=value"
  std::string certificate;  // of the client: a PEM file …
  std::string key;          // … and that of its private key
  std::string ca_file;      // PEM: who may vouch for this site; empty: the fetcher's

  /// How to get there, where it is not the fetcher's own way: another proxy, or none where the URL is empty.
  std::shared_ptr<Proxy const> proxy;

  friend bool operator==(Access const& a, Access const& b) {
    auto const same_proxy = a.proxy == b.proxy || (a.proxy && b.proxy && *a.proxy == *b.proxy);
    return a.user == b.user && a.password == b.password && a.headers == b.headers && a.cookies == b.cookies &&
           a.certificate == b.certificate && a.key == b.key && a.ca_file == b.ca_file && same_proxy;
  }
};

}  // namespace rasid::fetch
