#pragma once

#include <string>
#include <string_view>

namespace rasid::feeds {

/// HTML with the relative URLs in its attributes (href, src, srcset …) resolved against `base`, the rest as it stands.
/// One pass; the result is bounded by a multiple of the input, beyond which links stay relative. A `<base href>` of its
/// own holds from there on, as in a page.
std::string absolute_links(std::string_view html, std::string_view base);

}  // namespace rasid::feeds
