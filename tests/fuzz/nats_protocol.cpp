#include <cstdlib>

#include "daemon/sinks/message_bus/mqtt_packets.h"
#include "daemon/sinks/message_bus/nats_protocol.h"

/// What a message bus may say, and names made of anything.
extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size) {
  using namespace rasid::sinks;
  std::string_view const text(reinterpret_cast<char const*>(data), size);
  (void)nats::read_info(text);
  if (auto const incoming = nats::read_message_line(text)) {
    if (incoming->header_bytes > incoming->bytes || incoming->bytes > (1U << 20U)) std::abort();
  }
  (void)nats::refusal_of(text.substr(0, size / 2), text.substr(size / 2));
  std::string const subject = nats::subject_name(text);
  if (subject.empty() || subject.find_first_of(" \r\n*>") != std::string::npos) std::abort();
  std::string const topic = mqtt::topic_name(text);
  if (topic.empty() || topic.find_first_of("+#\n") != std::string::npos) std::abort();
  mqtt::RemainingLength length;
  for (std::size_t i = 0; i < size; ++i) {
    if (length.add(data[i]) != false) break;
  }
  return length.value() < (1U << 28U) ? 0 : (std::abort(), 0);
}
