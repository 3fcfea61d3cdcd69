#include "daemon/fetch/transfer.h"

#include <sys/socket.h>

#include <stdexcept>

#include <fmt/format.h>

#include "daemon/fetch/socket_address.h"

namespace rasid::fetch {
namespace {

// A redirect's page is a line or two. More is not worth the wait; the connection is.
constexpr std::size_t longest_redirect_page = 64U << 10U;
// How long an address looked up is used again. Each is checked when it is connected to, whoever looked it up.
constexpr long dns_seconds = 120;

/// Seconds for those options that know nothing finer; never zero, which means "no limit".
long whole_seconds(Duration span) {
  return static_cast<long>(std::max<std::int64_t>(1, (span.count() + 999) / 1000));
}

long milliseconds(Duration span) {
  return static_cast<long>(std::clamp<std::int64_t>(span.count(), 1, 24LL * 3600 * 1000));
}

/// libcurl's own words, fit for a log line.
std::string printable(char const* text) {
  std::string out(text);
  for (char& c : out) c = c >= ' ' && c < 0x7F ? c : '?';
  return out;
}

}  // namespace

Transfer::Transfer(Hop const& hop, TransferRules const& rules, Duration time_left)
    : hop_(hop), rules_(rules), time_left_(time_left), easy_(curl_easy_init()) {
  if (!easy_) throw std::bad_alloc();
  set_protocol();
  set_access();
  set_limits(time_left);
  set_callbacks();
  set_method();
  set_headers();
}

Transfer::~Transfer() = default;

template <class Value>
void Transfer::set(CURLoption option, Value value) {
  if (auto const code = curl_easy_setopt(easy_.get(), option, value); code != CURLE_OK) {
    throw std::runtime_error(fmt::format("libcurl option {}: {}", static_cast<int>(option), curl_easy_strerror(code)));
  }
}

void Transfer::set_protocol() {
  set(CURLOPT_URL, hop_.url.text.c_str());
  set(CURLOPT_PROTOCOLS_STR, "http,https");
  set(CURLOPT_FOLLOWLOCATION, 0L);  // RedirectChain looks at each hop
  set(CURLOPT_HTTP_VERSION, CURL_HTTP_VERSION_2TLS);
  set(CURLOPT_ACCEPT_ENCODING, "");  // all that this libcurl can decode
  // Or http_proxy in the environment would lead past the egress guard.
  rules_.proxy == nullptr ? set(CURLOPT_PROXY, "") : set_proxy(*rules_.proxy);
  set(CURLOPT_NOSIGNAL, 1L);
  // Lets a lookup that is given up end in its own thread; libcurl would wait for it, and with it our event loop.
  set(CURLOPT_QUICK_EXIT, 1L);
  set(CURLOPT_DNS_CACHE_TIMEOUT, dns_seconds);
  // Over HTTP/2 many requests share a connection: wait for one that is being made rather than make another.
  if (hop_.url.scheme == "https") set(CURLOPT_PIPEWAIT, 1L);
  if (!rules_.ca_file.empty()) set(CURLOPT_CAINFO, rules_.ca_file.c_str());
}

void Transfer::set_access() {
  if (Access const* const given = access()) {
    if (!given->user.empty() || !given->password.empty()) {
      set(CURLOPT_HTTPAUTH, CURLAUTH_BASIC);
      set(CURLOPT_USERNAME, given->user.c_str());
      set(CURLOPT_PASSWORD, given->password.c_str());
    }
    for (auto const& [name, value] : given->headers) add_header(value.empty() ? name + ';' : name + ": " + value);
    if (!given->cookies.empty()) set(CURLOPT_COOKIE, given->cookies.c_str());
    if (!given->certificate.empty()) set(CURLOPT_SSLCERT, given->certificate.c_str());
    if (!given->key.empty()) set(CURLOPT_SSLKEY, given->key.c_str());
    if (!given->ca_file.empty()) set(CURLOPT_CAINFO, given->ca_file.c_str());
  }
  if (!hop_.url.user.empty() || !hop_.url.password.empty()) {
    set(CURLOPT_HTTPAUTH, CURLAUTH_BASIC);
    set(CURLOPT_USERNAME, hop_.url.user.c_str());
    set(CURLOPT_PASSWORD, hop_.url.password.c_str());
  }
}

void Transfer::set_proxy(Proxy const& proxy) {
  set(CURLOPT_PROXY, proxy.url.c_str());
  set(CURLOPT_NOPROXY, "");  // nor no_proxy in the environment past the proxy
  set(CURLOPT_SUPPRESS_CONNECT_HEADERS, 1L);
  if (proxy.user.empty() && proxy.password.empty()) return;
  set(CURLOPT_PROXYUSERNAME, proxy.user.c_str());
  set(CURLOPT_PROXYPASSWORD, proxy.password.c_str());
}

void Transfer::set_limits(Duration time_left) {
  set(CURLOPT_CONNECTTIMEOUT_MS, milliseconds(std::min(rules_.limits.connect, time_left)));
  set(CURLOPT_TIMEOUT_MS, milliseconds(time_left));
  set(CURLOPT_LOW_SPEED_LIMIT, static_cast<long>(rules_.limits.slow_bytes_per_second));
  set(CURLOPT_LOW_SPEED_TIME, whole_seconds(rules_.limits.slow_for));
}

void Transfer::set_callbacks() {
  set(CURLOPT_ERRORBUFFER, message_.data());
  set(CURLOPT_HEADERFUNCTION, &Transfer::on_header);
  set(CURLOPT_HEADERDATA, this);
  set(CURLOPT_WRITEFUNCTION, &Transfer::on_body);
  set(CURLOPT_WRITEDATA, this);
  set(CURLOPT_XFERINFOFUNCTION, &Transfer::on_progress);
  set(CURLOPT_XFERINFODATA, this);
  set(CURLOPT_NOPROGRESS, 0L);
  set(CURLOPT_OPENSOCKETFUNCTION, &Transfer::on_open);
  set(CURLOPT_OPENSOCKETDATA, this);
  set(CURLOPT_PREREQFUNCTION, &Transfer::on_connected);
  set(CURLOPT_PREREQDATA, this);
}

void Transfer::set_method() {
  if (hop_.method == "HEAD") {
    set(CURLOPT_NOBODY, 1L);
  } else if (hop_.method != "GET" || !hop_.body.empty()) {
    if (hop_.method == "POST" || !hop_.body.empty()) {
      set(CURLOPT_POSTFIELDSIZE_LARGE, static_cast<curl_off_t>(hop_.body.size()));
      set(CURLOPT_POSTFIELDS, hop_.body.c_str());
    }
    if (hop_.method != "POST") set(CURLOPT_CUSTOMREQUEST, hop_.method.c_str());
  }
}

void Transfer::set_headers() {
  bool typed = false;
  bool named = false;
  for (auto const& [name, value] : hop_.headers) {
    add_header(value.empty() ? name + ';' : name + ": " + value);
    typed = typed || curl_strequal(name.c_str(), "content-type") != 0;
    named = named || curl_strequal(name.c_str(), "user-agent") != 0;
  }
  if (!typed) add_header("Content-Type:");  // libcurl would call every body a web form
  if (!named) add_header("User-Agent: " + rules_.user_agent);
  add_header("Expect:");  // costs a round trip, and some servers never answer it
  if (!rules_.validators.etag.empty()) add_header("If-None-Match: " + rules_.validators.etag);
  if (!rules_.validators.last_modified.empty()) add_header("If-Modified-Since: " + rules_.validators.last_modified);
  set(CURLOPT_HTTPHEADER, headers_sent_.get());
}

void Transfer::add_header(std::string const& line) {
  if (line.find_first_of(std::string_view("\r\n\0", 3)) != std::string::npos)
    return;  // validators from a damaged store
  auto* const longer = curl_slist_append(headers_sent_.get(), line.c_str());
  if (longer == nullptr) throw std::bad_alloc();
  static_cast<void>(headers_sent_.release());
  headers_sent_.reset(longer);
}

std::size_t Transfer::on_header(char* bytes, std::size_t, std::size_t count, void* self) noexcept {
  return static_cast<Transfer*>(self)->take_header({bytes, count}) ? count : count + 1;
}

std::size_t Transfer::on_body(char* bytes, std::size_t, std::size_t count, void* self) noexcept {
  return static_cast<Transfer*>(self)->take_body({bytes, count}) ? count : count + 1;
}

int Transfer::on_progress(void* self, curl_off_t expected, curl_off_t received, curl_off_t, curl_off_t) noexcept {
  auto& transfer = *static_cast<Transfer*>(self);
  if (transfer.body_unwanted_ || transfer.rules_.cut_body || transfer.hop_.method == "HEAD") return 0;
  // Compressed bytes: what exceeds the limit so will exceed it even more when decompressed, or is made of nothing.
  auto const limit = static_cast<curl_off_t>(transfer.rules_.limits.body_bytes);
  if (transfer.body_begun_ && (expected > limit || received > limit)) transfer.break_off(FetchError::body_too_large);
  return transfer.broken_off_ ? 1 : 0;
}

curl_socket_t Transfer::on_open(void* self, curlsocktype purpose, curl_sockaddr* address) noexcept {
  auto& transfer = *static_cast<Transfer*>(self);
  auto const target = address_of(*address);
  if (purpose != CURLSOCKTYPE_IPCXN || !target || !transfer.may_reach(*target)) return CURL_SOCKET_BAD;
  transfer.connection_tried_ = true;
  return ::socket(address->family, address->socktype | SOCK_CLOEXEC, address->protocol);
}

/// Also called for connections kept open by an earlier request, which may have been allowed more than this one.
int Transfer::on_connected(void* self, char* peer, char*, int, int) noexcept {
  auto& transfer = *static_cast<Transfer*>(self);
  boost::system::error_code bad;
  auto const address = boost::asio::ip::make_address(peer, bad);
  if (!bad && transfer.may_reach(address)) return CURL_PREREQFUNC_OK;
  transfer.break_off(FetchError::forbidden_address);
  return CURL_PREREQFUNC_ABORT;
}

bool Transfer::take_header(std::string_view line) {
  header_bytes_ += line.size();
  if (header_bytes_ > rules_.limits.header_bytes) return break_off(FetchError::headers_too_large);
  if (body_begun_) return true;  // trailers mean nothing to us
  if (head_complete_) {
    head_.clear();  // that was an interim response
    head_complete_ = false;
  }
  head_ += line;
  head_complete_ = line == "\r\n" || line == "\n";
  return true;
}

bool Transfer::take_body(std::string_view bytes) {
  if (!body_begun_) {
    body_begun_ = true;
    headers_ = parse_headers(head_);
    long status = 0;
    curl_easy_getinfo(easy_.get(), CURLINFO_RESPONSE_CODE, &status);
    body_unwanted_ = rules_.follow_redirects && is_redirect(static_cast<int>(status), headers_);
  }
  if (body_unwanted_) {
    unwanted_bytes_ += bytes.size();
    cut_ = unwanted_bytes_ > longest_redirect_page;
    return !cut_;
  }
  std::uint64_t const room = rules_.limits.body_bytes - body_.size();
  if (bytes.size() > room && rules_.cut_body) {
    body_ += bytes.substr(0, room);
    cut_ = true;
    return false;
  }
  if (bytes.size() > room) return break_off(FetchError::body_too_large);
  body_ += bytes;
  return true;
}

bool Transfer::may_reach(boost::asio::ip::address const& address) {
  // The operator named the proxy, wherever it is; what it may reach was asked by may_ask_by_proxy() and is its own to
  // say.
  if (rules_.proxy != nullptr) return true;
  if (may_connect(rules_.egress, address)) return true;
  if (rules_.allow_private_addresses && is_loopback_or_private(address)) return true;
  refused_address_ = address.to_string();
  return false;
}

bool Transfer::break_off(FetchError why) {
  if (!broken_off_) broken_off_ = why;
  return false;
}

Duration Transfer::took() const {
  curl_off_t microseconds = 0;
  curl_easy_getinfo(easy_.get(), CURLINFO_TOTAL_TIME_T, &microseconds);
  return std::chrono::duration_cast<Duration>(std::chrono::microseconds{microseconds});
}

Result<Answer> Transfer::finish(CURLcode verdict) {
  if (broken_off_ || (verdict != CURLE_OK && !cut_)) return failed(verdict);
  if (!body_begun_) headers_ = parse_headers(head_);
  long status = 0;
  curl_easy_getinfo(easy_.get(), CURLINFO_RESPONSE_CODE, &status);
  return Answer{.status = static_cast<int>(status), .headers = std::move(headers_), .body = std::move(body_)};
}

FetchError Transfer::reason(CURLcode verdict) const {
  if (broken_off_) return *broken_off_;
  switch (verdict) {
    case CURLE_URL_MALFORMAT:
      return FetchError::bad_url;
    case CURLE_COULDNT_RESOLVE_PROXY:
    case CURLE_PROXY:
      return FetchError::connect;
    case CURLE_COULDNT_RESOLVE_HOST:
      return FetchError::resolve;
    case CURLE_COULDNT_CONNECT:
      // Of a host with several addresses those allowed are tried; refused is one that has none.
      return !refused_address_.empty() && !connection_tried_ ? FetchError::forbidden_address : FetchError::connect;
    case CURLE_GOT_NOTHING:  // closed or reset before the first byte
    case CURLE_SEND_ERROR:
    case CURLE_RECV_ERROR:  // a reset; also chunks that cannot be told apart, where no end can be found either
      return head_complete_ ? FetchError::truncated : FetchError::connect;
    case CURLE_PARTIAL_FILE:
      return FetchError::truncated;
    case CURLE_SSL_CONNECT_ERROR:
    case CURLE_PEER_FAILED_VERIFICATION:
    case CURLE_SSL_CERTPROBLEM:
    case CURLE_SSL_CIPHER:
    case CURLE_SSL_CACERT_BADFILE:
    case CURLE_SSL_ISSUER_ERROR:
    case CURLE_SSL_INVALIDCERTSTATUS:
    case CURLE_SSL_ENGINE_NOTFOUND:
    case CURLE_SSL_ENGINE_SETFAILED:
    case CURLE_SSL_CLIENTCERT:
    case CURLE_USE_SSL_FAILED:
      return FetchError::tls;
    case CURLE_OPERATION_TIMEDOUT: {
      // One code for both. Too slow is what ended before its time although connected.
      curl_off_t connected = 0;
      curl_easy_getinfo(easy_.get(), CURLINFO_PRETRANSFER_TIME_T, &connected);
      return connected > 0 && took() < time_left_ ? FetchError::too_slow : FetchError::timeout;
    }
    case CURLE_OUT_OF_MEMORY:  // what libcurl calls a single header line of more than 100 kB
      return head_complete_ ? FetchError::protocol : FetchError::headers_too_large;
    default:
      return FetchError::protocol;
  }
}

std::unexpected<Error> Transfer::failed(CURLcode verdict) const {
  FetchError const why = reason(verdict);
  if (why == FetchError::forbidden_address) {
    return failure(why, fmt::format("fetching {} from {}", hop_.url.text, refused_address_));
  }
  bool const told =
      why == FetchError::resolve || why == FetchError::connect || why == FetchError::tls || why == FetchError::protocol;
  std::string const detail = told && message_[0] != '\0' ? fmt::format(" ({})", printable(message_.data())) : "";
  return failure(why, fmt::format("fetching {}{}", hop_.url.text, detail));
}

}  // namespace rasid::fetch
