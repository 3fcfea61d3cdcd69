#pragma once

#include <cstddef>
#include <string>

namespace rasid::feeds {

/// A document made well formed.
struct RepairedXml {
  std::string text;
  std::string reason;     // the first fault that was repaired, for a person; empty where there was none
  bool too_deep = false;  // elements nest beyond the limit; `text` is then of no use
};

/// Makes UTF-8 XML well formed in one pass (two where end tags are missing): bare ampersands and '<', HTML's named
/// references without a DTD, control characters, attributes without quotes or value, end tags that are missing or
/// nest wrongly, junk around the root, sections and documents that are cut short. The DTD is taken out; its internal
/// entities of simple text are expanded, within a bound, and nothing is ever fetched. A document without faults is
/// moved through untouched.
RepairedXml repair_xml(std::string text, std::size_t depth_limit);

}  // namespace rasid::feeds
