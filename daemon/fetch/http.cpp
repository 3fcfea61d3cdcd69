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
        return "only http and https are allowed";
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

}  // namespace rasid::fetch
