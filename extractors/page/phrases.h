#pragma once

#include <string_view>

namespace rasid::page {

// The words that pages put around their articles, in the languages we know such words of: tables, and nothing else.
// Texts are compared whole or by their beginning, in lower case and without punctuation at the ends.

bool is_label(std::string_view text);
/// "Reply", "Reply · 2", "👍 3 Reply": the control under a reader's comment.
bool is_reply_control(std::string_view text);

bool is_section(std::string_view text);
bool holds_credit(std::string_view text);
bool begins_as_pointer(std::string_view text);

}  // namespace rasid::page
