#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "daemon/fetch/http.h"
#include "extractors/model/time.h"

namespace rasid::fetch {

/// What the headers of a response mean. Pure functions over untrusted bytes: they accept anything and never throw.
/// Spans longer than a year count as a year.

using Headers = std::multimap<std::string, std::string>;

/// The fields of a response's head, with or without its status line. Names in lower case; values byte for byte as sent
/// but for the blanks around them, folded lines joined by one blank (RFC 9112 section 5.2). Lines that are no field are
/// skipped.
Headers parse_headers(std::string_view head);

/// First value of a field (lower-case name), or nothing.
std::optional<std::string_view> first(Headers const& headers, std::string const& name);

/// The three forms of RFC 9110 section 5.6.7: "Sun, 06 Nov 1994 08:49:37 GMT", "Sunday, 06-Nov-94 08:49:37 GMT",
/// "Sun Nov  6 08:49:37 1994". The day's name is not checked. Two-digit years are 1970 … 2069.
std::optional<Timestamp> parse_http_date(std::string_view text);

/// How long the server asks to be left alone: Retry-After in seconds, or a date counted from the response's own Date
/// (so that a wrong clock on either side does not matter), or from `now` where it has none. Never negative.
std::optional<Duration> retry_after(Headers const& headers, Timestamp now);

/// How long the response stays fresh (RFC 9111 section 4.2): Cache-Control's max-age, or else Expires; less its Age.
/// Zero where it is stale, must not be reused unasked, or says so in a broken way; nothing where the server says
/// nothing.
std::optional<Duration> fresh_for(Headers const& headers, Timestamp now);

/// The response's ETag and Last-Modified, unread. A 304 keeps of those sent what it does not replace.
Validators validators_after(int status, Headers const& headers, Validators const& sent);

}  // namespace rasid::fetch
