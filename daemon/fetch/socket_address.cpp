#include "daemon/fetch/socket_address.h"

#include <sys/socket.h>

#include <cstring>

#include <netinet/in.h>

namespace rasid::fetch {

std::optional<boost::asio::ip::address> address_of(curl_sockaddr const& from) {
  namespace ip = boost::asio::ip;
  if (from.family == AF_INET) {
    sockaddr_in v4{};
    std::memcpy(&v4, &from.addr, sizeof v4);
    return ip::address_v4(ntohl(v4.sin_addr.s_addr));
  }
  if (from.family == AF_INET6 && from.addrlen >= sizeof(sockaddr_in6)) {
    sockaddr_in6 v6{};
    std::memcpy(&v6, &from.addr, sizeof v6);  // libcurl reserves the room of a sockaddr_storage behind `addr`
    ip::address_v6::bytes_type bytes;
    std::memcpy(bytes.data(), &v6.sin6_addr, bytes.size());
    return ip::address_v6(bytes);
  }
  return std::nullopt;
}

}  // namespace rasid::fetch
