#include <cstdlib>

#include "daemon/alerts/cut_text.h"
#include "daemon/sinks/http/answer.h"

/// Any answer of a receiver judged by rules that look at all of it. What it says is shortened and holds no secret.
extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size) {
  using namespace rasid;
  fetch::Response response{.status = 429, .body = {reinterpret_cast<char const*>(data), size}};
  sinks::AnswerRules const rules{.success_text = "ok",
                                 .success_path = "a.b",
                                 .success_value = "true",
                                 .retry_path = "parameters.retry_after",
                                 .error_path = "description"};
  for (int const status : {200, 400, 410, 429}) {
    response.status = status;
    auto const result = sinks::judge(response, rules, {"t0psecret"});
    auto const* later = std::get_if<sinks::RetryLater>(&result);
    if (later == nullptr) continue;
    if (alerts::length_of(later->why, alerts::Unit::code_points) > 300) std::abort();
    if (later->why.find("t0psecret") != std::string::npos) std::abort();
    if (later->after && later->after->count() <= 0) std::abort();
  }
  return 0;
}
