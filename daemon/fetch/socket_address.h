#pragma once

#include <optional>

#include <curl/curl.h>
#include <boost/asio/ip/address.hpp>

namespace rasid::fetch {

/// The address that libcurl is about to connect to; nothing where it is neither IPv4 nor IPv6.
std::optional<boost::asio::ip::address> address_of(curl_sockaddr const& from);

}  // namespace rasid::fetch
