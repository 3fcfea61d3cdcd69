#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace rasid::feeds {

/// What the tree of a document may cost.
struct XmlLimits {
  std::size_t depth = 256;
  std::size_t elements = 500'000;
};

/// A document made well formed.
struct RepairedXml {
  std::string text;
  std::string reason;     // the first fault that was repaired, for a person; empty where there was none
  bool cut = false;       // the document ended inside an item or entry, its last
  bool too_deep = false;  // elements nest beyond the limit; `text` is then of no use
  bool too_many = false;  // there are more elements than allowed; neither
};

/// Makes UTF-8 XML well formed in one pass (two where end tags are missing): bare ampersands and '<', HTML's named
/// references without a DTD, control characters, attributes without quotes or value, end tags that are missing or
/// nest wrongly, junk around the root, sections and documents that are cut short. The DTD is taken out; its internal
/// entities of simple text are expanded, within a bound, and nothing is ever fetched.
RepairedXml repair_xml(std::string_view text, XmlLimits const& limits);

}  // namespace rasid::feeds
