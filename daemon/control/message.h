#pragma once

#include <string>
#include <string_view>

#include <boost/json/object.hpp>
#include <boost/json/value.hpp>

#include "extractors/model/result.h"

namespace rasid::control {

/// The longest request, in bytes, its newline included.
inline constexpr std::size_t longest_request = 64U << 10U;

/// What a client asks for.
struct Request {
  std::string command;  // "feeds.pause"
  boost::json::object arguments;

  /// A text among the arguments; empty where there is none.
  [[nodiscard]] std::string text(std::string_view name) const;
  [[nodiscard]] bool flag(std::string_view name) const;
};

/// Reads one line. An error says what is wrong with it, for whoever wrote it. Safe on any input.
Result<Request> parse_request(std::string_view line);
std::string render(Request const& request);  // one line with its newline

using Answer = Result<boost::json::value>;
std::string render(Answer const& answer);
Answer parse_answer(std::string_view line);

/// An error in words for the client, without a code.
std::unexpected<Error> refuse(std::string words);

}  // namespace rasid::control
