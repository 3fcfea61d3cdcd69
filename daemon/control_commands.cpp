#include "daemon/control_commands.h"

#include <fmt/format.h>

#include "daemon/configuration_commands.h"
#include "daemon/feeds_commands.h"
#include "daemon/silence_commands.h"

namespace rasid {

namespace asio = boost::asio;

ControlCommands::ControlCommands(Pipeline& pipeline, Timekeeper& timekeeper) {
  add("feeds", [&pipeline](auto const& request) { return feeds_command::list(pipeline, request); });
  add("feeds.poll", [&pipeline](auto const& request) { return feeds_command::poll(pipeline, request); });
  add("feeds.pause", [&pipeline](auto const& request) { return feeds_command::pause(pipeline, request, true); });
  add("configuration", [&pipeline](auto const&) { return configuration_command::in_force(pipeline); });
  add("watches", [&pipeline](auto const&) { return configuration_command::watches(pipeline); });
  add("silences.reload", [&timekeeper](auto const&) { return silence_command::reload(timekeeper); });
  add("feeds.resume", [&pipeline](auto const& request) { return feeds_command::pause(pipeline, request, false); });
}

asio::awaitable<control::Answer> ControlCommands::run(control::Request request) const {
  auto const found = commands_.find(request.command);
  if (found == commands_.end())
    co_return control::refuse(fmt::format("the daemon knows no command \"{}\"", request.command));
  control::Answer answer = co_await found->second(request);
  co_return answer;
}

}  // namespace rasid
