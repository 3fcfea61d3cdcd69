#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "daemon/fetch/http.h"
#include "daemon/fetch/response_headers.h"
#include "daemon/fetch/url.h"

namespace rasid::fetch {

/// One request of a chain: what goes to one server.
struct Hop {
  Url url;  // with the credentials to send there
  std::string method;
  std::vector<std::pair<std::string, std::string>> headers;
  std::string body;
  bool left_origin = false;  // a redirect has led to another origin: what access the first one had does not count
  bool left_host = false;    // to another host: that the first one may be a private address does not count
};

/// A request on its way through redirects. Pure: it decides, others send. What it promises:
/// another origin gets none of the caller's headers but harmless ones, no credentials, and no cookies; 303, and 301 and
/// 302 after a POST, go on as GET without a body; a URL asked twice in the same way, or one hop too many, is an error.
/// Validators go along to every hop, since they came from the chain's end last time.
class RedirectChain {
 public:
  /// FetchError::bad_url or forbidden_scheme where the URL is unusable; protocol where a header could break the
  /// request.
  static Result<RedirectChain> start(Request request);

  [[nodiscard]] Hop const& hop() const noexcept { return hop_; }

  /// Takes one answer. True where hop() is now the next request to send, false where the answer ends the chain.
  /// FetchError::too_many_redirects, bad_url or forbidden_scheme otherwise.
  Result<bool> follow(int status, Headers const& headers);

  /// Where only permanent redirects led; empty before the first one and after any other.
  [[nodiscard]] std::string moved_permanently_to() const;

 private:
  void turn_into_get();

  Hop hop_;
  bool follows_ = true;
  std::uint32_t left_ = 0;
  bool permanent_ = true;
  std::vector<std::string> asked_;  // "METHOD URL" of each hop so far
};

/// 301, 302, 303, 307 and 308 with a target.
bool is_redirect(int status, Headers const& headers);

}  // namespace rasid::fetch
