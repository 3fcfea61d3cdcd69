#include "daemon/fetch/http.h"

namespace rasid::fetch {
namespace {

class FetchCategory final : public std::error_category {
 public:
  [[nodiscard]] char const* name() const noexcept override { return "rasid.fetch"; }

  [[nodiscard]] std::string message(int value) const override {
    switch (static_cast<FetchError>(value)) {
      case FetchError::bad_url:
        return "not a usable URL";
      case FetchError::forbidden_scheme:
        return "this scheme is not allowed";
      case FetchError::forbidden_port:
        return "this port is not allowed";
      case FetchError::forbidden_address:
        return "the address is private or reserved";
      case FetchError::resolve:
        return "no such host";
      case FetchError::connect:
        return "no connection, or the server hung up";
      case FetchError::tls:
        return "no secure connection";
      case FetchError::timeout:
        return "no answer in time";
      case FetchError::too_slow:
        return "slower than the minimum speed";
      case FetchError::body_too_large:
        return "the body is larger than the limit";
      case FetchError::headers_too_large:
        return "the headers are larger than the limit";
      case FetchError::too_many_redirects:
        return "redirected in a circle or too often";
      case FetchError::truncated:
        return "the body broke off before its end";
      case FetchError::protocol:
        return "not valid HTTP";
      case FetchError::robots:
        return "the site's robots.txt forbids it";
      case FetchError::file:
        return "no file that may be read";
      case FetchError::cancelled:
        return "cancelled";
    }
    return "unknown fetch error";
  }
};

}  // namespace

std::error_code make_error_code(FetchError error) {
  static FetchCategory const category;  // std::error_code compares categories by address: there must be one only
  return {static_cast<int>(error), category};
}

std::string_view name_of(FetchError error) {
  switch (error) {
    case FetchError::bad_url:
      return "bad-url";
    case FetchError::forbidden_scheme:
      return "forbidden-scheme";
    case FetchError::forbidden_port:
      return "forbidden-port";
    case FetchError::forbidden_address:
      return "forbidden-address";
    case FetchError::resolve:
      return "no-such-host";
    case FetchError::connect:
      return "no-connection";
    case FetchError::tls:
      return "tls";
    case FetchError::timeout:
      return "timeout";
    case FetchError::too_slow:
      return "too-slow";
    case FetchError::body_too_large:
      return "body-too-large";
    case FetchError::headers_too_large:
      return "headers-too-large";
    case FetchError::too_many_redirects:
      return "too-many-redirects";
    case FetchError::truncated:
      return "truncated";
    case FetchError::protocol:
      return "protocol";
    case FetchError::robots:
      return "robots";
    case FetchError::file:
      return "file";
    case FetchError::cancelled:
      return "cancelled";
  }
  return "error";
}

std::string_view name_of(std::error_code const& code) {
  bool const ours = code.category() == make_error_code(FetchError::cancelled).category();
  return ours ? name_of(static_cast<FetchError>(code.value())) : "error";
}

}  // namespace rasid::fetch
