#pragma once

#include <cstdint>
#include <string_view>

namespace rasid::feeds {

/// The vocabularies that mean something to a feed. `core` is RSS of any version and elements of no namespace.
enum class Space : std::uint8_t { core, atom, content, dc, dcterms, sy, xhtml, itunes, media, rdf, other };

/// The vocabulary of a namespace's URI; white space around it, case and the last slash do not matter.
Space space_of_uri(std::string_view uri);

/// The vocabulary that a prefix usually stands for: for documents that use it without declaring it.
Space space_of_prefix(std::string_view prefix);

/// Equal but for the case of ASCII letters.
bool equal_ignoring_case(std::string_view a, std::string_view b);

/// Without white space (of XML 1.0, 2.3) at either end.
std::string_view trim(std::string_view text);

}  // namespace rasid::feeds
