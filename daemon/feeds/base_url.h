#pragma once

#include <string>
#include <string_view>

namespace rasid::feeds {

/// `reference` resolved against `base` (RFC 3986, 5.2; other than there, characters beyond ASCII may stand as they
/// are). White space around it is dropped. Where `base` is no absolute URL, the reference stays as it is.
std::string resolve_url(std::string_view base, std::string_view reference);

/// True for "scheme:…".
bool has_scheme(std::string_view url);

}  // namespace rasid::feeds
