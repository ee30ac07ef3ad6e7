-- Leaves a stream and its retries: the lease is free at once, and the consumer goes unless it owes
-- something, which would go with it.
-- KEYS[1] stream, KEYS[2] its retries, KEYS[3] lease; ARGV[1] group, ARGV[2] consumer
for i = 1, 2 do
  local owed = redis.pcall('XPENDING', KEYS[i], ARGV[1], '-', '+', 1, ARGV[2])
  if not owed.err and #owed == 0 then
    redis.call('XGROUP', 'DELCONSUMER', KEYS[i], ARGV[1], ARGV[2])
  end
end
if redis.call('GET', KEYS[3]) == ARGV[2] then
  redis.call('DEL', KEYS[3])
end
return 1
