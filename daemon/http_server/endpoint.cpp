#include "daemon/http_server/endpoint.h"

#include <charconv>

#include <boost/asio/ip/address.hpp>

namespace rasid::http_server {

std::optional<Endpoint> parse_endpoint(std::string_view text) {
  auto const colon = text.rfind(':');
  if (colon == std::string_view::npos) return std::nullopt;
  std::string_view host = text.substr(0, colon);
  std::string_view const port = text.substr(colon + 1);
  bool const bracketed = host.size() > 2 && host.starts_with('[') && host.ends_with(']');
  if (bracketed) host = host.substr(1, host.size() - 2);

  Endpoint endpoint{std::string(host), 0};
  boost::system::error_code error;
  auto const address = boost::asio::ip::make_address(endpoint.address, error);
  if (error || address.is_v6() != bracketed) return std::nullopt;
  auto const [end, bad] = std::from_chars(port.data(), port.data() + port.size(), endpoint.port);
  if (bad != std::errc{} || end != port.data() + port.size()) return std::nullopt;
  return endpoint;
}

}  // namespace rasid::http_server
