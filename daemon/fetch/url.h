#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "extractors/model/result.h"

namespace rasid::fetch {

/// An absolute http or https URL, taken apart.
struct Url {
  std::string text;    // what is requested and shown: ASCII, without credentials and fragment
  std::string scheme;  // "http" or "https"
  std::string host;    // lower case, without a final dot; IPv6 in brackets
  std::uint16_t port = 0;
  std::string user;  // decoded; from "https://user:password@host/"
  std::string password;
};

/// Reads a URL as people and servers write it: names in any script become Punycode (UTS 46), spaces and non-ASCII bytes
/// of path and query are percent-encoded, dot segments removed. FetchError::bad_url or forbidden_scheme otherwise.
Result<Url> parse_url(std::string_view text);

/// The target of a Location header. Credentials inside it are dropped: a server has none to give us.
Result<Url> resolve(Url const& base, std::string_view location);

/// "https://host:8443", the port only where it is not the scheme's own.
std::string origin_of(Url const& url);
/// Path and query as a request names them: "/a?b=c".
std::string target_of(Url const& url);

/// Equal scheme, host and port (RFC 6454): what credentials may be sent to.
bool same_origin(Url const& a, Url const& b);

}  // namespace rasid::fetch
