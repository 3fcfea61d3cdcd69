#include "daemon/sinks/local/command_sink.h"

#include <fmt/format.h>

#include "daemon/alerts/cut_text.h"
#include "daemon/alerts/dialect.h"
#include "extractors/model/utf8.h"

namespace rasid::sinks {
namespace {

/// The last line that says something, fit for a log.
std::string last_line(std::string const& output) {
  std::string_view left(output);
  while (!left.empty() && (left.back() == '\n' || left.back() == '\r' || left.back() == ' ')) left.remove_suffix(1);
  std::size_t const begin = left.rfind('\n');
  if (begin != std::string_view::npos) left.remove_prefix(begin + 1);
  return alerts::cut_text(alerts::one_line(make_valid_utf8(std::string(left))), 200);
}

DeliveryResult judge(Ended const& ended, Duration limit) {
  if (!ended.too_late && ended.signal == 0 && ended.status == 0) return Delivered{};
  std::string why = ended.too_late      ? fmt::format("the program did not end within {}", to_text(limit))
                    : ended.signal != 0 ? fmt::format("the program was ended by signal {}", ended.signal)
                                        : fmt::format("the program ended with status {}", ended.status);
  if (std::string const said = last_line(ended.output); !said.empty()) why += ": " + said;
  return RetryLater{std::move(why), std::nullopt};
}

}  // namespace

boost::asio::awaitable<DeliveryResult> CommandSink::deliver(store::Delivery const& delivery) {
  Program program = settings_.program;
  auto& environment = program.environment;
  environment.insert(environment.begin(), {{"PATH", "/usr/local/bin:/usr/bin:/bin"},
                                           {"LANG", "C.UTF-8"},
                                           {"RASID_MESSAGE", delivery.message_id()},
                                           {"RASID_ALERT", delivery.alert.value},
                                           {"RASID_SINK", settings_.id.value}});
  std::string input = delivery.body + "\n";
  Result<Ended> const ended = co_await run_program(std::move(program), std::move(input), settings_.timeout);
  if (!ended) co_return RetryLater{ended.error().message(), std::nullopt};
  co_return judge(*ended, settings_.timeout);
}

}  // namespace rasid::sinks
