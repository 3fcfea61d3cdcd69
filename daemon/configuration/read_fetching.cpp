#include "daemon/configuration/read_fetching.h"

#include <cstdlib>
#include <fstream>

#include <fmt/format.h>

#include "daemon/fetch/url.h"

namespace rasid::configuration {
namespace {

using yaml::MapReader;

constexpr std::size_t longest_secret = 16U << 10U;

/// Where a piece of the configuration stands, for messages and for the files it names.
struct Place {
  yaml::File const& file;
  std::filesystem::path const& folder;
  Diagnostics& problems;

  void report(yaml::Value const& at, std::string message, std::string remedy) const {
    problems.push_back(file.error(at, std::move(message), std::move(remedy)));
  }
};

/// The item of a list (or the scalar alone) that reads `text`.
yaml::Value const& item(yaml::Value const& list, std::string_view text) {
  auto const found = std::ranges::find(list.items, text, &yaml::Value::text);
  return found == list.items.end() ? list : *found;
}

bool readable(std::filesystem::path const& path) {
  return std::ifstream(path, std::ios::binary).is_open();
}

/// The first line of a file, which must hold something.
std::string secret_in(Place const& place, yaml::Value const& at, std::filesystem::path const& path) {
  std::ifstream file(path, std::ios::binary);
  std::string line(longest_secret, '\0');
  file.read(line.data(), static_cast<std::streamsize>(line.size()));
  line.resize(static_cast<std::size_t>(std::max<std::streamsize>(file.gcount(), 0)));
  line.resize(std::min(line.find_first_of(std::string_view("\r\n\0", 3)), line.size()));
  if (line.empty()) {
    place.report(at, fmt::format("no secret can be read from {}", path.string()),
                 "put it into the file's first line, readable by the daemon");
  }
  return line;
}

/// A map of `file` or `credential`, and `prefix` before it ("Bearer ").
std::string secret_at(Place const& place, yaml::Value const& value, std::string const& what) {
  MapReader map(place.file, value, what, place.problems);
  std::string secret = map.text("prefix").value_or("");
  auto const file = map.text("file");
  auto const credential = map.text("credential");
  char const* const credentials = std::getenv("CREDENTIALS_DIRECTORY");
  if (file) {
    secret += secret_in(place, *map.child("file"), place.folder / *file);
  } else if (!credential) {
    map.report(value, what + " names no secret", "write {file: secrets/name} or {credential: name}");
  } else if (credentials == nullptr || credential->empty() || credential->find('/') != std::string::npos) {
    map.report(*map.child("credential"), fmt::format("there is no credential \"{}\"", *credential),
               "add LoadCredential= to the service, or use a file");
  } else {
    secret += secret_in(place, *map.child("credential"), std::filesystem::path(credentials) / *credential);
  }
  map.finish();
  return secret;
}

/// Text as it stands there, or a secret.
std::string text_or_secret(Place const& place, yaml::Value const& value, std::string const& what) {
  if (value.kind == yaml::Value::Kind::scalar) return value.text;
  return secret_at(place, value, what);
}

/// A secret, which must not stand in the configuration itself.
std::string password_at(Place const& place, MapReader& map) {
  yaml::Value const* const value = map.child("password");
  if (value == nullptr) return {};
  if (value->kind != yaml::Value::Kind::scalar) return secret_at(place, *value, "password");
  place.report(*value, "a password must not stand in the configuration",
               "write {file: secrets/name} or {credential: name}");
  return {};
}

/// The path of a file that libcurl will read at each connection: one that is missing now would fail every poll.
std::string path_at(Place const& place, MapReader& map, std::string_view key) {
  auto const name = map.text(key);
  if (!name) return {};
  std::filesystem::path const path = place.folder / *name;
  if (!readable(path)) place.report(*map.child(key), path.string() + " cannot be read", "name a PEM file");
  return path.string();
}

void read_headers(Place const& place, MapReader& access, fetch::Access& into) {
  yaml::Value const* const headers = access.child("headers");
  if (headers == nullptr) return;
  MapReader map(place.file, *headers, "headers", place.problems);
  for (yaml::Entry const& entry : headers->entries) {
    map.child(entry.key.text);
    std::string value = text_or_secret(place, entry.value, "header " + entry.key.text);
    bool const fits = value.find_first_of("\r\n") == std::string::npos && !entry.key.text.empty() &&
                      entry.key.text.find_first_of(" :\r\n") == std::string::npos;
    if (!fits) place.report(entry.key, "this cannot be a header", "write Name: value");
    into.headers.emplace_back(entry.key.text, std::move(value));
  }
}

constexpr std::string_view proxy_schemes[] = {"http://", "https://", "socks5://", "socks5h://"};

/// `none`, a URL, or a map of url, user and password. Null where the key is absent.
std::shared_ptr<fetch::Proxy const> proxy_at(Place const& place, MapReader& map) {
  yaml::Value const* const value = map.child("proxy");
  if (value == nullptr) return nullptr;
  fetch::Proxy proxy;
  yaml::Value const* at = value;
  if (value->kind == yaml::Value::Kind::scalar) {
    proxy.url = value->text;
  } else {
    MapReader parts(place.file, *value, "proxy", place.problems);
    proxy.url = parts.required_text("url");
    if (yaml::Value const* const url = parts.child("url")) at = url;
    proxy.user = parts.text("user").value_or("");
    proxy.password = password_at(place, parts);
    parts.finish();
  }
  if (proxy.url == "none") {
    proxy.url.clear();
    return std::make_shared<fetch::Proxy const>(std::move(proxy));
  }
  bool const known = std::ranges::any_of(proxy_schemes, [&](auto scheme) { return proxy.url.starts_with(scheme); });
  if (!known || proxy.url.find('@') != std::string::npos) {
    place.report(*at, "this is no proxy's URL",
                 "write http://host:3128, https://…, socks5://… or socks5h://…, and the user beside it, or none");
  }
  return std::make_shared<fetch::Proxy const>(std::move(proxy));
}

void take_out_credentials(FeedSettings& feed, fetch::Access& access) {
  auto const begin = feed.url.find("://");
  if (begin == std::string::npos || feed.url.starts_with("file:")) return;
  auto const authority = begin + 3;
  auto const end = std::min(feed.url.find_first_of("/?#", authority), feed.url.size());
  auto const at = feed.url.substr(0, end).rfind('@');
  if (at == std::string::npos || at < authority) return;
  if (auto const url = fetch::parse_url(feed.url)) {
    access.user = url->user;
    access.password = url->password;
  }
  feed.url.erase(authority, at + 1 - authority);
}

}  // namespace

void read_egress(MapReader& top, yaml::File const& file, fetch::EgressPolicy& egress, Diagnostics& problems) {
  yaml::Value const* value = top.child("egress");
  if (value == nullptr) return;
  MapReader map(file, *value, "egress", problems);
  for (std::string const& cidr : map.texts("allow")) {
    if (auto allowed = fetch::allow(egress, cidr); !allowed) {
      map.report(item(*map.child("allow"), cidr), fmt::format("\"{}\" is not an address range", cidr),
                 "write it as 10.0.0.0/8 or fd00::/8");
    }
  }
  for (std::string const& text : map.texts("ports")) {
    unsigned port = 0;
    auto const [end, error] = std::from_chars(text.data(), text.data() + text.size(), port);
    if (error != std::errc{} || end != text.data() + text.size() || port == 0 || port > 65'535) {
      map.report(item(*map.child("ports"), text), fmt::format("\"{}\" is not a port", text), "write [80, 443]");
    } else {
      egress.ports.push_back(static_cast<std::uint16_t>(port));
    }
  }
  for (std::string const& scheme : map.texts("schemes")) {
    if (scheme == "http" || scheme == "https") {
      egress.schemes.push_back(scheme);
    } else {
      map.report(item(*map.child("schemes"), scheme), fmt::format("\"{}\" is neither http nor https", scheme),
                 "write [https] or [http, https]; files: allows file: feeds");
    }
  }
  for (std::string const& name : map.texts("files")) {
    std::filesystem::path const path = name;
    if (!path.is_absolute()) {
      map.report(item(*map.child("files"), name), fmt::format("\"{}\" is not an absolute folder", name),
                 "write [/srv/feeds]");
    }
    egress.files.push_back(path);
  }
  map.finish();
}

void read_fetching(MapReader& top, yaml::File const& file, std::filesystem::path const& folder, FetchSettings& fetching,
                   Diagnostics& problems) {
  yaml::Value const* value = top.child("fetch");
  if (value == nullptr) return;
  Place const place{file, folder, problems};
  MapReader map(file, *value, "fetch", problems);
  fetching.proxy = proxy_at(place, map);
  if (fetching.proxy && fetching.proxy->url.empty()) fetching.proxy = nullptr;
  fetching.ca_file = path_at(place, map, "ca_file");
  if (auto const robots = map.boolean("robots")) fetching.obey_robots = *robots;
  if (auto const keep = map.duration("robots_keep", Duration{1}, std::chrono::hours{24})) fetching.robots.keep = *keep;
  if (auto const keep = map.duration("robots_keep_failure", Duration{1}, std::chrono::hours{24})) {
    fetching.robots.keep_failure = *keep;
  }
  if (auto const delay = map.duration("longest_crawl_delay", Duration{0}, std::chrono::minutes{10})) {
    fetching.robots.longest_delay = *delay;
  }
  map.finish();
}

void read_access(MapReader& feed, yaml::File const& file, std::filesystem::path const& folder, FeedSettings& settings,
                 Diagnostics& problems) {
  fetch::Access access;
  take_out_credentials(settings, access);
  if (yaml::Value const* const value = feed.child("access")) {
    Place const place{file, folder, problems};
    MapReader map(file, *value, "access", problems);
    if (auto user = map.text("user")) access.user = *std::move(user);
    if (std::string password = password_at(place, map); !password.empty()) access.password = std::move(password);
    read_headers(place, map, access);
    if (yaml::Value const* const cookies = map.child("cookies")) {
      access.cookies = text_or_secret(place, *cookies, "cookies");
    }
    access.certificate = path_at(place, map, "certificate");
    access.key = path_at(place, map, "key");
    access.ca_file = path_at(place, map, "ca_file");
    access.proxy = proxy_at(place, map);
    map.finish();
  }
  if (!(access == fetch::Access{})) settings.access = std::make_shared<fetch::Access const>(std::move(access));
}

}  // namespace rasid::configuration
