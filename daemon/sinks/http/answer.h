#pragma once

#include <optional>
#include <string>
#include <vector>

#include "daemon/fetch/http.h"
#include "daemon/sinks/sink.h"

namespace rasid::sinks {

/// How a receiver's answer is to be read, where success is not simply 2xx. Paths name members of a JSON answer:
/// "parameters.retry_after".
struct AnswerRules {
  std::vector<int> success;                 // statuses; empty: every 2xx
  std::string success_text;                 // the body's beginning; empty: any
  std::string success_path;                 // a member …
  std::string success_value;                // … that must be this ("true", "success", 1)
  std::string retry_path;                   // how long to wait
  Duration retry_unit{1'000};               // what one of it is
  std::string error_path;                   // what went wrong, for a person
  std::vector<int> gone{410};               // the receiver is no more: the sink is disabled
  std::vector<int> refused{400, 413, 422};  // the message itself was not liked: a plain one may be
};

/// What the answer means. Its own words are passed on, shortened to one line, and never with one of `secrets` in them.
DeliveryResult judge(fetch::Response const& response, AnswerRules const& rules,
                     std::vector<std::string> const& secrets = {});

/// True where the receiver refused the message as it was made.
bool was_refused(fetch::Response const& response, AnswerRules const& rules);

}  // namespace rasid::sinks
