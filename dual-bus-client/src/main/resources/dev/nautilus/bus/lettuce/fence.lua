-- A fence in a bus stream, and the last number of each publisher before it.
-- KEYS[1] stream, KEYS[2] last number by publisher
-- ARGV[1] frame, ARGV[2] channel or '' where nothing is pushed, ARGV[3] heartbeat that says nothing more
-- comes from whoever sent it, ARGV[4] PUBLISH, or SPUBLISH on a cluster
local answer = redis.call('HGETALL', KEYS[2])
local id = redis.call('XADD', KEYS[1], '*', 'f', ARGV[1])
if ARGV[2] ~= '' then
  redis.call(ARGV[4], ARGV[2], ARGV[1])
  redis.call(ARGV[4], ARGV[2], ARGV[3])
end
table.insert(answer, 1, id)
return answer
