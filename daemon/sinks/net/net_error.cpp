#include "daemon/sinks/net/net_error.h"

#include <string>

namespace rasid::sinks {
namespace {

class NetCategory final : public std::error_category {
 public:
  [[nodiscard]] char const* name() const noexcept override { return "connection"; }
  [[nodiscard]] std::string message(int code) const override {
    switch (static_cast<NetError>(code)) {
      case NetError::forbidden_address:
        return "the address is not public; allow_private: true lets this sink reach your own network";
      case NetError::line_too_long:
        return "the answer is too long";
      case NetError::broken_protocol:
        return "the answer is not of this protocol";
      case NetError::no_tls:
        return "the server offers no TLS";
    }
    return "no connection";
  }
};

}  // namespace

std::error_code make_error_code(NetError error) {
  static NetCategory const category;
  return {static_cast<int>(error), category};
}

}  // namespace rasid::sinks
