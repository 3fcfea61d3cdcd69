#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "daemon/alerts/text.h"

namespace rasid::sinks {

/// Who writes to whom. Addresses are "ops@example.org" or "Rasid <ops@example.org>".
struct MailAddresses {
  std::string from;
  std::vector<std::string> to;
  std::string reply_to;  // may be empty
};

/// True for a mail address that SMTP takes without quoting, alone or behind a name in front of <…>.
bool is_mail_address(std::string_view text);
/// "ops@example.org" of either form.
std::string bare_address(std::string_view text);

/// A header's value: as it is where it is ASCII, else in encoded words of RFC 2047 (UTF-8, base64), folded; never cut
/// within a character.
std::string encoded_header(std::string_view text);

/// The whole message by RFC 5322: text and HTML (multipart/alternative, UTF-8, base64), a Message-ID that is the same
/// for the same message_id for ever, References to the alert's story, so that mail programs show one thread a story,
/// and the time of the decision as its date. The same bytes for the same alert.
std::string mail_message(alerts::AlertView const& alert, std::string_view message_id, MailAddresses const& addresses,
                         alerts::TextSettings const& text);

}  // namespace rasid::sinks
