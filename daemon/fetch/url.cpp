#include "daemon/fetch/url.h"

#include <algorithm>
#include <optional>

#include <unicode/bytestream.h>
#include <unicode/idna.h>

#include "daemon/fetch/curl_handles.h"
#include "daemon/fetch/http.h"

namespace rasid::fetch {
namespace {

// Longer ones are attacks or mistakes; servers refuse from about this length on.
constexpr std::size_t longest_url = 8192;
constexpr unsigned lenient = CURLU_URLENCODE | CURLU_ALLOW_SPACE | CURLU_NON_SUPPORT_SCHEME;

std::unexpected<Error> refusal(FetchError code, std::string_view text) {
  std::string shown(text.substr(0, 200));
  auto const host = shown.find("//");
  auto const at = shown.find('@');
  if (host != std::string::npos && at != std::string::npos && at < shown.find('/', host + 2)) {
    shown.erase(host + 2, at - host - 1);  // a password must not reach the log
  }
  return failure(code, "reading the URL \"" + shown + '"');
}

/// "mailto" of "mailto:x"; empty where the text starts with no scheme.
std::string scheme_of(std::string_view text) {
  std::string out;
  for (char const c : text) {
    if (c == ':') return out;
    bool const letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    if (!letter && (out.empty() || std::string_view("0123456789+-.").find(c) == std::string_view::npos)) break;
    out += c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  }
  return {};
}

std::string part(CURLU* url, CURLUPart which, unsigned flags = 0) {
  char* raw = nullptr;
  if (curl_url_get(url, which, &raw, flags) != CURLUE_OK) return {};
  CurlText const text(raw);
  return text.get();
}

/// A host's name as DNS knows it. libcurl would do this in the charset of the locale, which a daemon has none of.
std::optional<std::string> ascii_host(std::string const& host) {
  if (std::ranges::all_of(host, [](unsigned char c) { return c < 0x80; })) return host;
  UErrorCode status = U_ZERO_ERROR;
  std::unique_ptr<icu::IDNA> const idna(icu::IDNA::createUTS46Instance(
      UIDNA_NONTRANSITIONAL_TO_ASCII | UIDNA_CHECK_BIDI | UIDNA_CHECK_CONTEXTJ | UIDNA_USE_STD3_RULES, status));
  if (U_FAILURE(status)) return std::nullopt;
  std::string out;
  icu::StringByteSink<std::string> sink(&out);
  icu::IDNAInfo info;
  idna->nameToASCII_UTF8(host, sink, info, status);
  if (U_FAILURE(status) || info.hasErrors()) return std::nullopt;
  return out;
}

/// "EXAMPLE.org." as "example.org".
std::string tidy_host(std::string host) {
  for (char& c : host) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  if (host.ends_with('.')) host.pop_back();
  return host;
}

/// Reads `text` in the context of what `url` already holds.
Result<Url> read(CURLU* url, std::string_view text) {
  std::string const scheme = scheme_of(text);
  if (!scheme.empty() && scheme != "http" && scheme != "https") return refusal(FetchError::forbidden_scheme, text);
  if (text.size() > longest_url || std::ranges::any_of(text, [](unsigned char c) { return c < 0x20 || c == 0x7F; })) {
    return refusal(FetchError::bad_url, text);
  }
  if (curl_url_set(url, CURLUPART_URL, std::string(text).c_str(), lenient) != CURLUE_OK) {
    return refusal(FetchError::bad_url, text);
  }
  auto const host = ascii_host(part(url, CURLUPART_HOST));
  if (!host || curl_url_set(url, CURLUPART_HOST, tidy_host(*host).c_str(), 0) != CURLUE_OK) {
    return refusal(FetchError::bad_url, text);
  }
  Url out;
  out.scheme = part(url, CURLUPART_SCHEME);
  out.host = part(url, CURLUPART_HOST);
  out.port = static_cast<std::uint16_t>(std::atoi(part(url, CURLUPART_PORT, CURLU_DEFAULT_PORT).c_str()));
  out.user = part(url, CURLUPART_USER, CURLU_URLDECODE);
  out.password = part(url, CURLUPART_PASSWORD, CURLU_URLDECODE);
  for (auto const unwanted : {CURLUPART_USER, CURLUPART_PASSWORD, CURLUPART_OPTIONS, CURLUPART_FRAGMENT}) {
    curl_url_set(url, unwanted, nullptr, 0);
  }
  out.text = part(url, CURLUPART_URL);
  if (out.text.empty() || out.text.size() > 3 * longest_url) return refusal(FetchError::bad_url, text);
  return out;
}

}  // namespace

Result<Url> parse_url(std::string_view text) {
  CurlUrl const url(curl_url());
  return read(url.get(), text);
}

Result<Url> resolve(Url const& base, std::string_view location) {
  CurlUrl const url(curl_url());
  if (curl_url_set(url.get(), CURLUPART_URL, base.text.c_str(), 0) != CURLUE_OK) {
    return refusal(FetchError::bad_url, base.text);
  }
  auto out = read(url.get(), location);
  if (out) out->user = out->password = {};
  return out;
}

std::string origin_of(Url const& url) {
  return url.text.substr(0, url.text.find('/', url.scheme.size() + 3));
}

std::string target_of(Url const& url) {
  auto const path = url.text.find_first_of("/?", url.scheme.size() + 3);
  if (path == std::string::npos) return "/";
  std::string target = url.text.substr(path);
  return target.starts_with('/') ? target : "/" + target;
}

bool same_origin(Url const& a, Url const& b) {
  return a.scheme == b.scheme && a.host == b.host && a.port == b.port;
}

}  // namespace rasid::fetch
