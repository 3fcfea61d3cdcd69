#pragma once

#include <functional>
#include <map>
#include <string>

#include <boost/asio/awaitable.hpp>

#include "daemon/control/message.h"

namespace rasid {

class Pipeline;
class Timekeeper;

/// The commands that the running daemon takes over its control socket, by name. On the I/O thread.
class ControlCommands {
 public:
  using Command = std::function<boost::asio::awaitable<control::Answer>(control::Request const&)>;

  /// The visible list of all of them. What it is given outlives this.
  ControlCommands(Pipeline& pipeline, Timekeeper& timekeeper);

  void add(std::string name, Command command) { commands_[std::move(name)] = std::move(command); }
  boost::asio::awaitable<control::Answer> run(control::Request request) const;

 private:
  std::map<std::string, Command> commands_;
};

}  // namespace rasid
