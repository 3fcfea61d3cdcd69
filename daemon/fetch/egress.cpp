#include "daemon/fetch/egress.h"

#include <algorithm>
#include <array>
#include <optional>

#include "daemon/fetch/http.h"

namespace rasid::fetch {
namespace {

namespace ip = boost::asio::ip;

enum class Kind {
  global,   // reachable on the public internet
  inside,   // loopback or private: a request may be allowed to reach it
  nowhere,  // never without an explicit range in the policy
};

struct RangeV4 {
  std::array<unsigned char, 4> address;
  unsigned bits;
  Kind kind;
};

// The IANA IPv4 special-purpose registry (RFC 6890 and its updates) as far as not global; the first range that fits
// counts.
constexpr RangeV4 special_v4[] = {
    {{100, 100, 100, 200}, 32, Kind::nowhere},  // Alibaba Cloud's metadata service, inside carrier-grade NAT
    {{168, 63, 129, 16}, 32, Kind::nowhere},    // Azure's WireServer, a public address that never leaves the host
    {{0, 0, 0, 0}, 8, Kind::nowhere},           // "this network"; Linux takes 0.0.0.0 for loopback
    {{10, 0, 0, 0}, 8, Kind::inside},           // RFC 1918
    {{100, 64, 0, 0}, 10, Kind::inside},        // carrier-grade NAT, RFC 6598
    {{127, 0, 0, 0}, 8, Kind::inside},          // loopback
    {{169, 254, 0, 0}, 16, Kind::nowhere},      // link-local, and most clouds' metadata services
    {{172, 16, 0, 0}, 12, Kind::inside},        // RFC 1918
    {{192, 0, 0, 0}, 24, Kind::nowhere},        // IETF protocol assignments; Oracle's metadata service
    {{192, 0, 2, 0}, 24, Kind::nowhere},        // documentation (TEST-NET-1)
    {{192, 88, 99, 0}, 24, Kind::nowhere},      // 6to4 relays, deprecated by RFC 7526
    {{192, 168, 0, 0}, 16, Kind::inside},       // RFC 1918
    {{198, 18, 0, 0}, 15, Kind::nowhere},       // benchmarking
    {{198, 51, 100, 0}, 24, Kind::nowhere},     // documentation (TEST-NET-2)
    {{203, 0, 113, 0}, 24, Kind::nowhere},      // documentation (TEST-NET-3)
    {{224, 0, 0, 0}, 4, Kind::nowhere},         // multicast
    {{240, 0, 0, 0}, 4, Kind::nowhere},         // reserved, and broadcast
};

struct RangeV6 {
  std::array<unsigned char, 16> address;
  unsigned bits;
  Kind kind;
};

// The same for IPv6. 2000::/3 comes last: whatever no row names is not global unicast.
constexpr RangeV6 special_v6[] = {
    {{0xfd, 0x00, 0x0e, 0xc2, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0x02, 0x54}, 128, Kind::nowhere},  // AWS's metadata service
    {{0xfd, 0x20, 0x00, 0xce, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0x02, 0x54}, 128, Kind::nowhere},  // Google Cloud's
    {{0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1}, 128, Kind::inside},                     // loopback
    {{0xfc}, 7, Kind::inside},                                                                 // unique local
    {{0x20, 0x01}, 23, Kind::nowhere},              // IETF assignments: Teredo, benchmarking, ORCHID, …
    {{0x20, 0x01, 0x0d, 0xb8}, 32, Kind::nowhere},  // documentation
    {{0x3f, 0xff}, 20, Kind::nowhere},              // documentation, RFC 9637
    {{0x20}, 3, Kind::global},
};

template <std::size_t size>
constexpr bool in_range(std::array<unsigned char, size> const& address, std::array<unsigned char, size> const& range,
                        unsigned bits) {
  for (std::size_t i = 0; i < size && bits > 0; ++i) {
    unsigned const here = std::min(bits, 8U);
    unsigned const mask = 0xFFU << (8U - here) & 0xFFU;
    if ((address[i] & mask) != (range[i] & mask)) return false;
    bits -= here;
  }
  return true;
}

Kind kind_of(ip::address_v4 const& address) {
  for (RangeV4 const& range : special_v4) {
    if (in_range(address.to_bytes(), range.address, range.bits)) return range.kind;
  }
  return Kind::global;
}

Kind kind_of(ip::address_v6 const& address) {
  for (RangeV6 const& range : special_v6) {
    if (in_range(address.to_bytes(), range.address, range.bits)) return range.kind;
  }
  return Kind::nowhere;
}

ip::address_v4 v4_at(ip::address_v6 const& address, std::size_t offset) {
  auto const bytes = address.to_bytes();
  return ip::address_v4({bytes[offset], bytes[offset + 1], bytes[offset + 2], bytes[offset + 3]});
}

/// The IPv4 address that a translator or tunnel would send packets for this address to.
std::optional<ip::address_v4> translated_to(ip::address_v6 const& address) {
  constexpr std::array<unsigned char, 16> six_to_four = {0x20, 0x02};
  constexpr std::array<unsigned char, 16> nat64 = {0x00, 0x64, 0xff, 0x9b};
  if (in_range(address.to_bytes(), six_to_four, 16)) return v4_at(address, 2);
  if (in_range(address.to_bytes(), nat64, 96)) return v4_at(address, 12);
  return std::nullopt;
}

/// An address as the kernel connects to it: IPv4-mapped IPv6 is IPv4.
ip::address unmapped(ip::address const& address) {
  return address.is_v6() && address.to_v6().is_v4_mapped() ? ip::address(v4_at(address.to_v6(), 12)) : address;
}

bool allowed(EgressPolicy const& policy, ip::address_v4 const& address) {
  return std::ranges::any_of(policy.allowed_v4, [&](ip::network_v4 const& network) {
    return in_range(address.to_bytes(), network.address().to_bytes(), network.prefix_length());
  });
}

bool allowed(EgressPolicy const& policy, ip::address_v6 const& address) {
  return std::ranges::any_of(policy.allowed_v6, [&](ip::network_v6 const& network) {
    return in_range(address.to_bytes(), network.address().to_bytes(), network.prefix_length());
  });
}

std::unexpected<Error> not_a_range(std::string_view text) {
  return failure(std::errc::invalid_argument, "reading the address range \"" + std::string(text) + '"');
}

/// https://fetch.spec.whatwg.org/#port-blocking, and what databases and caches listen on.
constexpr std::uint16_t other_services[] = {
    1,    7,    9,    11,   13,   15,   17,   19,   20,   21,   22,   23,   25,    37,    42,   43,
    53,   69,   77,   79,   87,   95,   101,  102,  103,  104,  109,  110,  111,   113,   115,  117,
    119,  123,  135,  137,  139,  143,  161,  179,  389,  427,  465,  512,  513,   514,   515,  526,
    530,  531,  532,  540,  548,  554,  556,  563,  587,  601,  636,  989,  990,   993,   995,  1433,
    1521, 1719, 1720, 1723, 2049, 2375, 2379, 3306, 3389, 3659, 4045, 4190, 5060,  5061,  5432, 5672,
    5900, 6000, 6379, 6566, 6665, 6666, 6667, 6668, 6669, 6679, 6697, 9042, 10080, 11211, 27017};

bool port_allowed(EgressPolicy const& policy, std::uint16_t port) {
  if (policy.any_port) return true;
  if (!policy.ports.empty()) return std::ranges::find(policy.ports, port) != policy.ports.end();
  return port != 0 && !std::ranges::binary_search(other_services, port);
}

}  // namespace

Result<> may_ask(EgressPolicy const& policy, Url const& url) {
  bool const scheme = policy.schemes.empty() || std::ranges::find(policy.schemes, url.scheme) != policy.schemes.end();
  if (!scheme) return failure(FetchError::forbidden_scheme, "fetching " + url.text);
  if (!port_allowed(policy, url.port)) return failure(FetchError::forbidden_port, "fetching " + url.text);
  return {};
}

Result<> may_ask_by_proxy(EgressPolicy const& policy, Url const& url, bool allow_private) {
  std::string host = url.host;
  if (host.starts_with('[')) host = host.substr(1, host.size() - 2);
  boost::system::error_code not_literal;
  ip::address address = ip::make_address(host, not_literal);
  if (host == "localhost" || host.ends_with(".localhost")) {
    address = ip::address_v4::loopback();
  } else if (not_literal) {
    return {};
  }
  if (may_connect(policy, address) || (allow_private && is_loopback_or_private(address))) return {};
  return failure(FetchError::forbidden_address, "fetching " + url.text + " by a proxy");
}

Result<> allow(EgressPolicy& policy, std::string_view cidr) {
  boost::system::error_code bad;
  std::string const text(cidr);
  if (cidr.find('/') == std::string_view::npos) {
    auto const address = ip::make_address(text, bad);
    if (bad) return not_a_range(cidr);
    if (address.is_v4()) {
      policy.allowed_v4.emplace_back(address.to_v4(), std::uint16_t{32});
    } else {
      policy.allowed_v6.emplace_back(address.to_v6(), std::uint16_t{128});
    }
    return {};
  }
  if (auto const v4 = ip::make_network_v4(text, bad); !bad) {
    policy.allowed_v4.push_back(v4);
    return {};
  }
  if (auto const v6 = ip::make_network_v6(text, bad); !bad) {
    policy.allowed_v6.push_back(v6);
    return {};
  }
  return not_a_range(cidr);
}

bool may_connect(EgressPolicy const& policy, ip::address const& address) {
  ip::address const real = unmapped(address);
  if (real.is_v4()) return kind_of(real.to_v4()) == Kind::global || allowed(policy, real.to_v4());
  if (allowed(policy, real.to_v6())) return true;
  if (auto const v4 = translated_to(real.to_v6())) return kind_of(*v4) == Kind::global;
  return kind_of(real.to_v6()) == Kind::global;
}

bool is_loopback_or_private(ip::address const& address) {
  ip::address const real = unmapped(address);
  return (real.is_v4() ? kind_of(real.to_v4()) : kind_of(real.to_v6())) == Kind::inside;
}

}  // namespace rasid::fetch
