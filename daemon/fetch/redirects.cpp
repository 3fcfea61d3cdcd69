#include "daemon/fetch/redirects.h"

#include <algorithm>

namespace rasid::fetch {
namespace {

std::string lower(std::string_view text) {
  std::string out(text);
  for (char& c : out) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  return out;
}

/// What says nothing about who asks; anything else a caller adds (Authorization, X-Api-Key …) may be a secret.
bool harmless(std::string const& lower_name) {
  return lower_name == "accept" || lower_name == "accept-language" || lower_name == "a-im" ||
         lower_name == "content-type" || lower_name == "user-agent";
}

/// What the connection needs and the fetcher sets itself.
bool ours(std::string const& lower_name) {
  return lower_name == "content-length" || lower_name == "transfer-encoding" || lower_name == "connection" ||
         lower_name == "expect" || lower_name == "accept-encoding" || lower_name == "referer";
}

/// True for text that stays inside its line of the request (RFC 9110 section 5.5).
bool stays_in_line(std::string_view text) {
  return std::ranges::none_of(text, [](char c) { return c == '\r' || c == '\n' || c == '\0'; });
}

bool is_name(std::string_view text) {
  return !text.empty() && std::ranges::all_of(text, [](char c) {
    return c > ' ' && c < 0x7F && std::string_view("\"(),/:;<=>?@[\\]{}").find(c) == std::string_view::npos;
  });
}

bool is_permanent(int status) {
  return status == 301 || status == 308;
}

}  // namespace

bool is_redirect(int status, Headers const& headers) {
  bool const redirects = status == 301 || status == 302 || status == 303 || status == 307 || status == 308;
  auto const location = first(headers, "location");
  return redirects && location && !location->empty();
}

Result<RedirectChain> RedirectChain::start(Request request) {
  Result<Url> url = parse_url(request.url);
  if (!url) return std::unexpected(url.error());
  if (!is_name(request.method))
    return failure(FetchError::protocol, "asking with the method \"" + request.method + '"');
  for (auto const& [name, value] : request.headers) {
    if (!is_name(name) || !stays_in_line(value))
      return failure(FetchError::protocol, "sending the header \"" + name + '"');
  }
  RedirectChain chain;
  std::erase_if(request.headers, [](auto const& header) { return ours(lower(header.first)); });
  chain.follows_ = request.follow_redirects;
  chain.left_ = request.limits.redirects;
  chain.asked_.push_back(request.method + ' ' + url->text);
  chain.hop_ = {.url = std::move(*url),
                .method = std::move(request.method),
                .headers = std::move(request.headers),
                .body = std::move(request.body)};
  return chain;
}

Result<bool> RedirectChain::follow(int status, Headers const& headers) {
  if (!follows_ || !is_redirect(status, headers)) return false;
  Result<Url> next = resolve(hop_.url, *first(headers, "location"));
  if (!next) return std::unexpected(next.error());
  if (status == 303 || ((status == 301 || status == 302) && hop_.method == "POST")) turn_into_get();
  hop_.left_host = hop_.left_host || next->host != hop_.url.host;
  if (same_origin(hop_.url, *next)) {
    next->user = hop_.url.user;
    next->password = hop_.url.password;
  } else {
    hop_.left_origin = true;
    std::erase_if(hop_.headers, [](auto const& header) { return !harmless(lower(header.first)); });
  }
  std::string asks = hop_.method + ' ' + next->text;
  if (left_ == 0 || std::ranges::find(asked_, asks) != asked_.end()) {
    return failure(FetchError::too_many_redirects, "following " + hop_.url.text + " to " + next->text);
  }
  --left_;
  asked_.push_back(std::move(asks));
  permanent_ = permanent_ && is_permanent(status);
  hop_.url = std::move(*next);
  return true;
}

void RedirectChain::turn_into_get() {
  if (hop_.method != "HEAD") hop_.method = "GET";
  hop_.body.clear();
  std::erase_if(hop_.headers, [](auto const& header) { return lower(header.first).starts_with("content-"); });
}

std::string RedirectChain::moved_permanently_to() const {
  return permanent_ && asked_.size() > 1 ? hop_.url.text : std::string{};
}

}  // namespace rasid::fetch
