#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace rasid::alerts {

/// The ways in which a receiver wants a text marked up.
enum class Form : std::uint8_t {
  plain,     // no markup: marked words stand in [brackets]
  markdown,  // CommonMark: Discord, Mattermost, ntfy, Gotify, Apprise, Adaptive Cards
  html,      // a fragment that mail programs and Matrix show
  telegram,  // the HTML subset of Telegram's Bot API
  slack,     // Slack's mrkdwn
};

/// How one form writes what every alert's text consists of. Texts given to strong() and link() are escaped already;
/// URLs are not.
struct Dialect {
  /// The text, with everything that the form would take for markup made harmless. Control characters go.
  std::string (*escape)(std::string_view text);
  /// A part to mark. `joined` says that a letter stands directly before or behind it, as after an Arabic prefix.
  std::string (*strong)(std::string_view text, bool joined);
  /// What stands before a part of the text: "Who:".
  std::string (*label)(std::string_view text);
  std::string (*link)(std::string_view text, std::string_view url);
  std::string_view line_break;
  std::string_view quote;      // begins the sentence that proves the match …
  std::string_view quote_end;  // … and ends it
};

Dialect const& dialect_of(Form form);

/// The text inside FSI and PDI (Unicode UAX #9, section 2.4.3): its direction changes nothing round it, nor the
/// reverse. Unbalanced marks of its own are taken out.
std::string isolated(std::string_view text);

/// Escapes for HTML's text and quoted attributes; control characters go.
std::string html_escaped(std::string_view text);

/// The text without control characters, and with line breaks and tabs as spaces: for one line.
std::string one_line(std::string_view text);

}  // namespace rasid::alerts
