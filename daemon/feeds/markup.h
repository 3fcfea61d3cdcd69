#pragma once

#include <string>
#include <string_view>

#include <pugixml.hpp>

namespace rasid::feeds {

/// Plain text as HTML: & < > escaped.
std::string escape_html(std::string_view text);

/// A value for an attribute in double quotes: & " < escaped.
void append_attribute_value(std::string& out, std::string_view text);

/// One line of plain text from HTML: tags and comments dropped, references decoded, white space collapsed.
std::string text_of_html(std::string_view html);

/// White space collapsed and trimmed.
std::string one_line(std::string_view text);

/// What the text between elements is: text, or HTML that was escaped, as RSS has it.
enum class TextIs { text, html };

/// The children of `node` as HTML: prefixes of XHTML dropped, void elements closed as HTML has them. Recursion is
/// bounded by the depth that a document may have.
std::string inner_markup(pugi::xml_node node, TextIs text);

}  // namespace rasid::feeds
